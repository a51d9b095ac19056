using System.Runtime.InteropServices;

namespace Neuropil.Engine;

/// <summary>Memory outside the garbage-collected heap, aligned to 64 bytes: where columns, arrivals, spikes and synapses live.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>A cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>So many bytes; those that are written in any case need not be cleared.</summary>
    public AlignedMemory(long bytes, bool cleared = true)
    {
        Bytes = Math.Max(Alignment, (bytes + Alignment - 1) / Alignment * Alignment);
        Address = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        if (cleared)
        {
            Clear();
        }

        GC.AddMemoryPressure(Bytes);
    }

    ~AlignedMemory() => Free();

    public byte* Address { get; private set; }

    public long Bytes { get; }

    public Span<byte> Span => new(Address, checked((int)Bytes));

    public void Clear() => NativeMemory.Clear(Address, (nuint)Bytes);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Address != null)
        {
            NativeMemory.AlignedFree(Address);
            Address = null;
            GC.RemoveMemoryPressure(Bytes);
        }
    }
}
