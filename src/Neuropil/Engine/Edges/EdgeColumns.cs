using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Runs the kernel of the edges on the synapses of a target that spiked: looked up through the reverse index, changed, and put back.</summary>
internal sealed unsafe class EdgeColumns : IDisposable
{
    // The synapses of a target lie anywhere: while one chunk is looked up, the next is asked for. Measured on rows of 400: 6.6 ns per synapse, where a loop by
    // hand, which looks up, changes and puts back in one pass, takes 4.8; chunks of 128 take 2 % more, of 400 8 %.
    private const int Chunk = 256;

    private readonly EdgeBlock edges;
    private readonly ReverseIndex reverse;
    private readonly EventKernel kernel;
    private readonly EdgeBindings bound;
    private readonly EdgeChances? chances;
    private readonly int chanceCount;
    private readonly double*[] sharedCells;

    public EdgeColumns(EventStage stage, ModelEvent happening, EngineState state, EdgeBlock edges, EndEvents? targetEvents)
    {
        (this.edges, reverse) = (edges, edges.Reverse!);
        kernel = new EventKernel(stage, state);
        bound = new EdgeBindings(kernel, edges, targetEvents);
        var drawn = stage.Of(EventRole.Chance).Select(column => column.Symbol).ToList();
        chanceCount = drawn.Count;
        chances = drawn.Count == 0 ? null : new EdgeChances(state.NoiseSeed, edges.Projection.Projection.Index, happening, drawn);
        foreach (var column in bound.Changed.Concat(bound.Read))
        {
            kernel.Columns[column.Column] = (long)column.Tail;
        }

        sharedCells = new double*[bound.SharedCell.Length];
        for (int i = 0; i < sharedCells.Length; i++)
        {
            sharedCells[i] = bound.NewScratch();
            kernel.Columns[bound.SharedCell[i].Column] = (long)sharedCells[i];
        }
    }

    /// <summary>The source of the faulty synapse that <see cref="Run"/> returned, by its number in the population.</summary>
    public int SourceOf(long place) => reverse.Sources[place] + edges.Projection.Projection.Source.Start;

    /// <summary>The event of all synapses of a target in a group of one dendritic delay.</summary>
    /// <param name="step">The step of the event.</param>
    /// <param name="target">The target, by its number in the population.</param>
    /// <param name="delay">The group.</param>
    /// <param name="given">What the target hands on.</param>
    /// <param name="nextTarget">The target that comes next, whose synapses are asked for at the end; -1 for none.</param>
    /// <returns>The place in the reverse index of the first faulty one, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(long step, int target, int delay, double* given, int nextTarget)
    {
        Share(step, target, given);
        var (first, end) = reverse.GroupOf(target, delay);
        int chunk = EqualChunk(end - first);
        for (long begin = first; begin < end; begin += chunk)
        {
            int count = (int)Math.Min(chunk, end - begin);
            var (next, nextEnd) = begin + count < end || nextTarget < 0 ? (begin + count, end) : reverse.GroupOf(nextTarget, delay);
            var ask = new NextSynapses(reverse.Edges + next, (int)Math.Min(Chunk, nextEnd - next));
            LookUp(reverse.Edges + begin, reverse.Sources + begin, count, ask);
            Draw(step, begin, count);
            int faulty = kernel.Run(0, kernel.Whole(count), count);
            PutBack(reverse.Edges + begin, count);
            if (faulty >= 0)
            {
                return begin + faulty;
            }
        }

        return -1;
    }

    public void Dispose()
    {
        kernel.Dispose();
        bound.Dispose();
    }

    // Whole vectors, and no chunk much shorter than the others: it would have no time to ask for the next.
    private static int EqualChunk(long count)
    {
        const int Lanes = 8;
        long chunks = Math.Max(1, (count + Chunk - 1) / Chunk);
        return (int)((((count + chunks - 1) / chunks) + Lanes - 1) / Lanes * Lanes);
    }

    private void Share(long step, int target, double* given)
    {
        if (bound.Now != null)
        {
            *bound.Now = step;
        }

        foreach (var shared in bound.Shared)
        {
            kernel.Columns[shared.Column] = (long)(given + shared.Value);
        }

        for (int i = 0; i < sharedCells.Length; i++)
        {
            *sharedCells[i] = edges.Target[bound.SharedCell[i].Value, target];
        }
    }

    private void LookUp(uint* list, int* sources, int count, NextSynapses next)
    {
        // Values by source are near, and leave time to ask for what is far.
        int askedLater = Math.Min(bound.Changed.Length, bound.BySource.Length);
        for (int i = 0; i < bound.Changed.Length; i++)
        {
            var column = bound.Changed[i];
            NextValues.Gather(column.Values, list, column.Tail, count, i < askedLater ? default : next.Of(column));
        }

        foreach (var column in bound.Read)
        {
            NextValues.Gather(column.Values, list, column.Tail, count, next.Of(column));
        }

        for (int i = 0; i < bound.BySource.Length; i++)
        {
            bound.BySource[i].Gather((uint*)sources, count, i < askedLater ? next.Of(bound.Changed[i]) : default);
        }

        if (bound.Weights != null)
        {
            for (int i = 0; i < count; i++)
            {
                bound.Weights[i] = (edges.Store.Weights == null ? edges.Store.Weight : edges.Store.Weights[list[i]]) * edges.Store.WeightUnit;
            }
        }
    }

    private void PutBack(uint* list, int count)
    {
        foreach (var column in bound.Changed)
        {
            Scatter(column.Values, list, column.Tail, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(double* values, uint* list, double* given, int count)
    {
        for (int i = 0; i < count; i++)
        {
            values[list[i]] = given[i];
        }
    }

    private void Draw(long step, long begin, int count)
    {
        if (chances is null)
        {
            return;
        }

        var drawn = stackalloc double[chanceCount + 1];
        for (int i = 0; i < count; i++)
        {
            long edge = reverse.Edges[begin + i];
            int source = reverse.Sources[begin + i];
            uint ordinal = edges.Store.Ordinals == null
                ? edges.Store.FirstOrdinals[source] + (uint)(edge - edges.Store.RowStart[source])
                : edges.Store.Ordinals[edge];
            chances.Fill(source, occurrence: 0, (uint)step, ordinal, drawn);
            for (int k = 0; k < chanceCount; k++)
            {
                bound.Chances[k][i] = drawn[k];
            }
        }
    }
}
