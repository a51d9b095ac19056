namespace Neuropil.Engine;

/// <summary>A piece of memory that a <see cref="SpikeHistory"/> fills from front to back, with the spikes of consecutive steps.</summary>
internal sealed unsafe class SpikePage(long capacity) : IDisposable
{
    private readonly AlignedMemory memory = new(capacity * sizeof(int));
    private long used;

    public long Capacity => capacity;

    public long Left => capacity - used;

    public long Bytes => memory.Bytes;

    /// <summary>The last step with a spike here.</summary>
    public long LastStep { get; private set; }

    /// <summary>Where the next spike goes.</summary>
    public int* Next => (int*)memory.Address + used;

    /// <summary>Takes what was written at <see cref="Next"/> as the spikes of a step.</summary>
    public SpikeRange Take(long step, long count)
    {
        var spikes = new SpikeRange(Next, count);
        used += count;
        LastStep = step;
        return spikes;
    }

    public void Clear() => used = 0;

    public void Dispose() => memory.Dispose();
}
