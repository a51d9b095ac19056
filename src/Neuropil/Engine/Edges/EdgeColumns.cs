using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Runs the kernel of the edges on the synapses of a target that spiked: looked up through the reverse index, changed, and put back.</summary>
internal sealed unsafe class EdgeColumns : IDisposable
{
    // The synapses of a target lie anywhere: they are asked for so long before their turn.
    private const int Ahead = 48;

    // What is looked up, and the lines of memory it was found in, stay in the first-level cache until it is put back.
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
    /// <returns>The place in the reverse index of the first faulty one, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(long step, int target, int delay, double* given)
    {
        Share(step, target, given);
        long group = ((long)(target - reverse.FirstTarget) * reverse.DendriticDelays.Length) + delay;
        long end = reverse.Start[group + 1];
        for (long begin = reverse.Start[group]; begin < end; begin += Chunk)
        {
            int count = (int)Math.Min(Chunk, end - begin);
            LookUp(reverse.Edges + begin, reverse.Sources + begin, count);
            Draw(step, begin, count);
            int faulty = kernel.Run(0, kernel.Whole(count), count);
            Ask(begin + count, reverse.Count);
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

    // The first synapses of what comes next, while these are put back: of the same target, or of whichever comes next in the index.
    private void Ask(long next, long end)
    {
        for (long i = next; Sse.IsSupported && i < Math.Min(next + Ahead, end); i++)
        {
            foreach (var column in bound.Changed)
            {
                Sse.Prefetch0(column.Values + reverse.Edges[i]);
            }
        }
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

    private void LookUp(uint* list, int* sources, int count)
    {
        foreach (var column in bound.Changed)
        {
            Gather(column.Values, list, column.Tail, count);
        }

        foreach (var column in bound.Read)
        {
            Gather(column.Values, list, column.Tail, count);
        }

        foreach (var lookup in bound.BySource)
        {
            lookup.Gather(sources, count);
        }

        if (bound.Weights != null)
        {
            for (int i = 0; i < count; i++)
            {
                bound.Weights[i] = (edges.Store.Weights == null ? edges.Store.Weight : edges.Store.Weights[list[i]]) * edges.Store.WeightUnit;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(double* values, uint* list, double* found, int count)
    {
        int i = 0;
        if (Sse.IsSupported)
        {
            for (; i + 4 <= count - Ahead; i += 4)
            {
                Sse.Prefetch0(values + list[i + Ahead]);
                Sse.Prefetch0(values + list[i + Ahead + 1]);
                Sse.Prefetch0(values + list[i + Ahead + 2]);
                Sse.Prefetch0(values + list[i + Ahead + 3]);
                found[i] = values[list[i]];
                found[i + 1] = values[list[i + 1]];
                found[i + 2] = values[list[i + 2]];
                found[i + 3] = values[list[i + 3]];
            }
        }

        for (; i < count; i++)
        {
            found[i] = values[list[i]];
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
