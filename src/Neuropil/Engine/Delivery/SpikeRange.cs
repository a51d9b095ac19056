namespace Neuropil.Engine;

/// <summary>Some cells that spiked, in ascending order, where a history keeps them. A source may stand in it more than once.</summary>
internal readonly unsafe struct SpikeRange(int* cells, long count)
{
    public int* Cells { get; } = cells;

    public long Count { get; } = count;

    /// <summary>Those from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public SpikeRange Within(int first, int end)
    {
        if (Count == 0 || (Cells[0] >= first && Cells[Count - 1] < end))
        {
            return this;
        }

        long begin = FirstAtLeast(first);
        return new SpikeRange(Cells + begin, FirstAtLeast(end) - begin);
    }

    private long FirstAtLeast(int cell)
    {
        long low = 0;
        long high = Count;
        while (low < high)
        {
            long middle = (low + high) / 2;
            (low, high) = Cells[middle] < cell ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
