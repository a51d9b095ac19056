using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Brings synapses with state from one wiring of their projection to another: those that stay keep all that they have.</summary>
internal static unsafe class EdgeRegrowth
{
    /// <summary>A block with other synapses; the variables at both ends, and what is on its way to the soma, are those of the block before.</summary>
    public static EdgeBlock Next(EdgeBlock before, EdgeStore store, EdgeValues values) => new()
    {
        Projection = before.Projection,
        Store = store,
        Sources = before.Sources,
        Targets = before.Targets,
        Target = before.Target,
        Reverse = before.Reverse is null ? null : new ReverseIndex(store, before.Targets.First, before.Targets.Count),
        Dendrites = before.Dendrites,
        FillParameter = (block, expression, column) => values.Fill(block, expression, (double*)column),
        SourceOutput = before.SourceOutput,
    };

    /// <summary>
    /// Gives the synapses of a block that were there before what they had, known by source and slot; the others, which are as at the start, begin at a step.
    /// </summary>
    public static void Carry(EdgeBlock from, GrownWiring before, EdgeBlock to, GrownWiring now, long step)
    {
        var columns = to.Projection.Equations.In(Scope.Edge)
            .Select(variable => (From: (nint)from.Store[variable.Symbol], To: (nint)to.Store[variable.Symbol])).ToList();
        if (to.Store.LastEvent != null)
        {
            to.Store.SetLastEvents(step);
            columns.Add(((nint)from.Store.LastEvent, (nint)to.Store.LastEvent));
        }

        var places = new Dictionary<int, long>(); // by slot
        for (int source = 0; source < to.Store.Sources; source++)
        {
            places.Clear();
            ForEach(from.Store, source, before.Slots(source), (slot, edge) => places[slot] = edge);
            ForEach(to.Store, source, now.Slots(source), (slot, edge) =>
            {
                if (places.TryGetValue(slot, out long place) && from.Store.Targets[place] == to.Store.Targets[edge])
                {
                    foreach (var (old, own) in columns)
                    {
                        ((double*)own)[edge] = ((double*)old)[place];
                    }
                }
            });
        }
    }

    private static void ForEach(EdgeStore store, int source, ReadOnlySpan<int> slots, Action<int, long> action)
    {
        int classes = store.AxonalDelays.Length;
        long begin = store.RowStart[(long)source * classes];
        for (long edge = begin; edge < store.RowStart[((long)source + 1) * classes]; edge++)
        {
            uint place = store.Ordinals == null ? store.FirstOrdinals[source] + (uint)(edge - begin) : store.Ordinals[edge];
            action(slots[(int)place], edge);
        }
    }
}
