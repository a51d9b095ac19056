namespace Neuropil.Engine;

/// <summary>
/// The synapses of a projection with state in one order that knows neither workers nor stores: by source, and for each by ordinal. Checkpoints
/// and what users read are in it.
/// </summary>
internal sealed unsafe class CanonicalEdges
{
    private readonly IReadOnlyList<EdgeBlock> blocks;
    private readonly long[] rowStart;

    /// <summary>The order of the synapses of a projection's blocks, one for each worker.</summary>
    public CanonicalEdges(IReadOnlyList<EdgeBlock> blocks)
    {
        this.blocks = blocks;
        int classes = blocks[0].Store.AxonalDelays.Length;
        rowStart = new long[blocks[0].Store.Sources + 1];
        for (int source = 0; source < blocks[0].Store.Sources; source++)
        {
            rowStart[source + 1] = rowStart[source]
                + blocks.Sum(block => block.Store.RowStart[((long)source + 1) * classes] - block.Store.RowStart[(long)source * classes]);
        }
    }

    /// <summary>The number of synapses.</summary>
    public long Count => rowStart[^1];

    /// <summary>
    /// Calls an action for every synapse, with its block, its place in the store, its source (by number in the slice), and its place in the order.
    /// </summary>
    public void ForEach(Action<EdgeBlock, long, int, long> action)
    {
        foreach (var block in blocks)
        {
            var store = block.Store;
            int classes = store.AxonalDelays.Length;
            for (int source = 0; source < store.Sources; source++)
            {
                long begin = store.RowStart[(long)source * classes];
                for (long edge = begin; edge < store.RowStart[((long)source + 1) * classes]; edge++)
                {
                    uint ordinal = store.Ordinals == null ? store.FirstOrdinals[source] + (uint)(edge - begin) : store.Ordinals[edge];
                    action(block, edge, source, rowStart[source] + ordinal);
                }
            }
        }
    }

    /// <summary>A number of each synapse, in order.</summary>
    public T[] Collect<T>(Func<EdgeBlock, long, int, T> valueOf)
    {
        var values = new T[Count];
        ForEach((block, edge, source, place) => values[place] = valueOf(block, edge, source));
        return values;
    }
}
