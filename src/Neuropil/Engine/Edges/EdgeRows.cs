using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Runs the kernel of the edges on rows of the store, in place: at a spike of the source, or at a clock.</summary>
internal sealed unsafe class EdgeRows : IDisposable
{
    private readonly EdgeStore store;
    private readonly EventKernel kernel;
    private readonly EdgeBindings bound;
    private readonly EdgeChances? chances;
    private readonly EndEvents? sourceEvents;
    private readonly int firstSource;
    private readonly double*[] columns; // of the store
    private double weight = double.NaN; // that of all, where it stands in the scratch memory

    public EdgeRows(EventStage stage, ModelEvent happening, EngineState state, EdgeBlock edges, EndEvents? sourceEvents)
    {
        (store, this.sourceEvents, firstSource) = (edges.Store, sourceEvents, edges.Projection.Projection.Source.Start);
        kernel = new EventKernel(stage, state);
        bound = new EdgeBindings(kernel, edges, sourceEvents);
        columns = new double*[bound.Changed.Length + bound.Read.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = i < bound.Changed.Length ? bound.Changed[i].Values : bound.Read[i - bound.Changed.Length].Values;
        }

        var drawn = stage.Of(EventRole.Chance).Select(column => column.Symbol).ToList();
        chances = drawn.Count == 0 ? null : new EdgeChances(state.NoiseSeed, edges.Projection.Projection.Index, happening, drawn);
    }

    /// <summary>The event of the synapses of a source that have one delay.</summary>
    /// <param name="step">The step of the event.</param>
    /// <param name="source">The source, by its number in the slice.</param>
    /// <param name="delay">Which of the delays.</param>
    /// <param name="occurrence">How often the source has spiked before in this step.</param>
    /// <param name="given">What the source hands on.</param>
    /// <param name="amounts">Where amounts go.</param>
    /// <param name="next">The first synapse of the row that comes next, which is asked for meanwhile; -1 for none.</param>
    /// <returns>The first faulty synapse, or -1.</returns>
    public long Run(long step, int source, int delay, int occurrence, double* given, EdgeAmounts amounts, long next = -1)
    {
        Share(step, source, given);
        long group = ((long)source * store.AxonalDelays.Length) + delay;
        return RunGroups(step, source, group, group + 1, occurrence, amounts, next);
    }

    /// <summary>The event of all synapses of a source: a tick of a clock.</summary>
    /// <param name="step">The step of the event.</param>
    /// <param name="source">The source, by its number in the slice.</param>
    /// <param name="given">What the source hands on.</param>
    /// <param name="amounts">Where amounts go.</param>
    /// <returns>The first faulty synapse, or -1.</returns>
    public long RunAll(long step, int source, double* given, EdgeAmounts amounts)
    {
        Share(step, source, given);
        long group = (long)source * store.AxonalDelays.Length;
        long end = group + store.AxonalDelays.Length;
        long groupsAtOnce = bound.LastEventColumn < 0 ? store.AxonalDelays.Length : 1;
        long fault = -1;
        for (; group < end && fault < 0; group += groupsAtOnce)
        {
            fault = RunGroups(step, source, group, group + groupsAtOnce, occurrence: 0, amounts, next: -1);
        }

        return fault;
    }

    public void Dispose()
    {
        kernel.Dispose();
        bound.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long RunGroups(long step, int source, long group, long endGroup, int occurrence, EdgeAmounts amounts, long next)
    {
        if (bound.LastEventColumn >= 0)
        {
            kernel.Columns[bound.LastEventColumn] = (long)(store.LastEvent + group);
        }

        long end = store.RowStart[endGroup];
        long rowBegin = store.RowStart[(long)source * store.AxonalDelays.Length];
        for (long begin = store.RowStart[group]; begin < end; begin += EventKernel.Largest)
        {
            int count = (int)Math.Min(EventKernel.Largest, end - begin);
            var ask = next < 0 ? default : new NextRow(store.Targets + next, columns, next);
            next += next < 0 ? 0 : count;
            LookUp(begin, count, ask);
            Draw(step, source, occurrence, rowBegin, begin, count);
            int faulty = RunChunk(begin, count);
            if (faulty >= 0)
            {
                return begin + faulty;
            }

            if (bound.Amounts != null)
            {
                amounts.Send(begin, count, bound.Amounts, ask);
            }
        }

        if (bound.LastEventColumn >= 0)
        {
            store.LastEvent[group] = step;
        }

        return -1;
    }

    private void Share(long step, int source, double* given)
    {
        foreach (var value in bound.SourceCell)
        {
            value.Take(step, firstSource + source);
        }

        if (bound.Now != null)
        {
            *bound.Now = step;
        }

        foreach (var shared in bound.Shared)
        {
            kernel.Columns[shared.Column] = (long)(given + shared.Value);
        }

        if (bound.FactorColumn >= 0)
        {
            kernel.Columns[bound.FactorColumn] = (long)(given + sourceEvents!.FactorIndex);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUp(long begin, int count, NextRow ask)
    {
        foreach (var lookup in bound.ByTarget)
        {
            lookup.Gather(store.Targets + begin, count, ask);
        }

        if (bound.Weights != null)
        {
            LookUpWeights(begin, count);
        }

        // With the values of the targets theirs have been asked for.
        for (int i = 0; bound.ByTarget.Length == 0 && i < count; i += 16)
        {
            ask.AskTargets(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUpWeights(long begin, int count)
    {
        double* found = bound.Weights;
        double unit = store.WeightUnit;
        if (store.Weights == null)
        {
            // What all synapses share stands there since the last time.
            double shared = store.Weight * unit;
            if (shared != weight)
            {
                new Span<double>(found, EventKernel.Room).Fill(shared);
                weight = shared;
            }

            return;
        }

        int* weights = store.Weights + begin;
        int i = 0;
        for (; Avx.IsSupported && i + Vector256<double>.Count <= count; i += Vector256<double>.Count)
        {
            (Avx.ConvertToVector256Double(Vector128.Load(weights + i)) * Vector256.Create(unit)).Store(found + i);
        }

        for (; i < count; i++)
        {
            found[i] = weights[i] * unit;
        }
    }

    private void Draw(long step, int source, int occurrence, long rowBegin, long begin, int count)
    {
        if (chances is null)
        {
            return;
        }

        if (store.Ordinals == null)
        {
            chances.Fill(source, occurrence, (uint)step, store.FirstOrdinals[source] + (uint)(begin - rowBegin), count, bound.Chances);
        }
        else
        {
            chances.Fill(source, occurrence, (uint)step, store.Ordinals + begin, count, bound.Chances);
        }
    }

    // Whole vectors in place; the last few synapses in scratch memory, since a vector would reach into the next row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RunChunk(long begin, int count)
    {
        int whole = count / kernel.Lanes * kernel.Lanes;
        int fault = -1;
        if (whole > 0)
        {
            Place(bound.Changed, begin);
            Place(bound.Read, begin);
            fault = kernel.Run(0, whole, count);
        }

        if (whole < count && fault < 0)
        {
            CopyTails(bound.Changed, begin, whole, count);
            CopyTails(bound.Read, begin, whole, count);
            fault = kernel.Run(whole, whole + kernel.Lanes, count);
            foreach (var column in bound.Changed)
            {
                for (int i = whole; i < count; i++)
                {
                    column.Values[begin + i] = column.Tail[i - whole];
                }
            }
        }

        return fault;
    }

    private void Place(StoreColumn[] columns, long begin)
    {
        foreach (var column in columns)
        {
            kernel.Columns[column.Column] = (long)(column.Values + begin);
        }
    }

    private void CopyTails(StoreColumn[] columns, long begin, int whole, int count)
    {
        foreach (var column in columns)
        {
            for (int i = whole; i < count; i++)
            {
                column.Tail[i - whole] = column.Values[begin + i];
            }

            kernel.Columns[column.Column] = (long)(column.Tail - whole);
        }
    }
}
