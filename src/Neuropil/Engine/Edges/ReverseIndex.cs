namespace Neuropil.Engine;

/// <summary>The synapses of each target, in groups of one dendritic delay: where they lie in the store, and from which source they come.</summary>
internal sealed unsafe class ReverseIndex : IDisposable
{
    private readonly AlignedMemory starts;
    private readonly AlignedMemory entries;
    private readonly long* start; // of the group of each (target, delay)

    /// <summary>The index of a store's synapses onto the cells from <paramref name="firstTarget"/> on.</summary>
    public ReverseIndex(EdgeStore store, int firstTarget, int targets)
    {
        FirstTarget = firstTarget;
        DendriticDelays = DelaysOf(store);
        long groups = (long)targets * DendriticDelays.Length;
        starts = new AlignedMemory((groups + 1) * sizeof(long));
        entries = new AlignedMemory(Math.Max(1, store.Count) * (sizeof(uint) + sizeof(int)));
        Edges = (uint*)entries.Address;
        Sources = (int*)(entries.Address + (store.Count * sizeof(uint)));
        start = (long*)starts.Address;
        Fill(store, groups);
    }

    public int FirstTarget { get; }

    /// <summary>The dendritic delays that occur, in steps, ascending.</summary>
    public int[] DendriticDelays { get; }

    /// <summary>The places of the synapses in the store.</summary>
    public uint* Edges { get; }

    /// <summary>Their sources.</summary>
    public int* Sources { get; }

    /// <summary>Where the group of a target, by its number in the population, begins, and where it ends.</summary>
    public (long Begin, long End) GroupOf(int target, int delay)
    {
        long group = ((long)(target - FirstTarget) * DendriticDelays.Length) + delay;
        return (start[group], start[group + 1]);
    }

    public long Bytes => starts.Bytes + entries.Bytes;

    public void Dispose()
    {
        starts.Dispose();
        entries.Dispose();
    }

    private static int[] DelaysOf(EdgeStore store)
    {
        if (store.DendriticDelays == null)
        {
            return [store.DendriticDelay];
        }

        var found = new SortedSet<int>();
        for (long edge = 0; edge < store.Count; edge++)
        {
            found.Add(store.DendriticDelays[edge]);
        }

        return found.Count == 0 ? [0] : [.. found];
    }

    // A counting sort, so that the synapses of a group stand in the order of the store: by source.
    private void Fill(EdgeStore store, long groups)
    {
        for (long edge = 0; edge < store.Count; edge++)
        {
            start[Group(store, edge) + 1]++;
        }

        for (long group = 0; group < groups; group++)
        {
            start[group + 1] += start[group];
        }

        var next = new Span<long>(start, checked((int)groups)).ToArray();
        int classes = store.AxonalDelays.Length;
        for (int source = 0; source < store.Sources; source++)
        {
            for (long edge = store.RowStart[(long)source * classes]; edge < store.RowStart[((long)source + 1) * classes]; edge++)
            {
                long place = next[Group(store, edge)]++;
                Edges[place] = checked((uint)edge);
                Sources[place] = source;
            }
        }
    }

    private long Group(EdgeStore store, long edge)
    {
        int delay = store.DendriticDelays == null ? 0 : Array.BinarySearch(DendriticDelays, store.DendriticDelays[edge]);
        return ((long)(store.Targets[edge] - FirstTarget) * DendriticDelays.Length) + delay;
    }
}
