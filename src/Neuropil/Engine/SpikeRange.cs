namespace Neuropil.Engine;

/// <summary>Some cells that spiked, in ascending order, where the outbox keeps them.</summary>
internal readonly unsafe struct SpikeRange(int* cells, long count)
{
    public int* Cells { get; } = cells;

    public long Count { get; } = count;
}
