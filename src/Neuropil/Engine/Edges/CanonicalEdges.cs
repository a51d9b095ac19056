namespace Neuropil.Engine;

/// <summary>
/// The synapses of a projection with state in one order that knows neither workers nor stores: by source, and for each by ordinal. Checkpoints
/// and what users read are in it.
/// </summary>
internal sealed unsafe class CanonicalEdges
{
    // Synapses of which ranks tell each other at once.
    private const int Chunk = 1 << 22;

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
                + (IsDivided ? Projection.RowLengths[source]
                    : blocks.Sum(block => block.Store.RowStart[((long)source + 1) * classes] - block.Store.RowStart[(long)source * classes]));
        }
    }

    /// <summary>The number of synapses, those of other ranks included.</summary>
    public long Count => rowStart[^1];

    private EdgeProjection Projection => blocks[0].Projection;

    private bool IsDivided => Projection.Ranks.Count > 1;

    /// <summary>
    /// Calls an action for every synapse of this process, with its block, its place in the store, its source (by number in the slice), and its place in the
    /// order.
    /// </summary>
    public void ForEach(Action<EdgeBlock, long, int, long> action) => ForEach(0, rowStart.Length - 1, action);

    private void ForEach(int firstSource, int endSource, Action<EdgeBlock, long, int, long> action)
    {
        foreach (var block in blocks)
        {
            var store = block.Store;
            int classes = store.AxonalDelays.Length;
            for (int source = firstSource; source < endSource; source++)
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

    /// <summary>A number of each synapse, in order. Where the network is divided, all ranks do this together.</summary>
    public T[] Collect<T>(Func<EdgeBlock, long, int, T> valueOf)
        where T : unmanaged
    {
        var values = new T[Count];
        if (!IsDivided)
        {
            ForEach((block, edge, source, place) => values[place] = valueOf(block, edge, source));
            return values;
        }

        for (int first = 0, end; first < rowStart.Length - 1; first = end)
        {
            for (end = first + 1; end < rowStart.Length - 1 && rowStart[end + 1] - rowStart[first] <= Chunk; end++)
            {
            }

            Exchange(first, end, values, valueOf);
        }

        return values;
    }

    private void Exchange<T>(int first, int end, T[] values, Func<EdgeBlock, long, int, T> valueOf)
        where T : unmanaged
    {
        var ranks = Projection.Ranks;
        var meeting = ranks.Meeting;
        meeting.Begin(MeetingKind.Reading, first);
        ForEach(first, end, (block, edge, source, place) => meeting.Write(new Placed<T> { Place = place, Value = valueOf(block, edge, source) }));
        meeting.End();
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            foreach (var placed in meeting.Of<Placed<T>>(rank))
            {
                values[placed.Place] = placed.Value;
            }
        }
    }

    private struct Placed<T>
        where T : unmanaged
    {
        public long Place;
        public T Value;
    }
}
