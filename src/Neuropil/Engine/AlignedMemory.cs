using System.Runtime.InteropServices;

namespace Neuropil.Engine;

/// <summary>
/// Memory outside the garbage-collected heap, aligned to 64 bytes: where columns, arrivals, spikes and synapses live. Large blocks ask for pages of
/// 2 MB: rows that lie anywhere in a gigabyte otherwise cost a third more, for translating their addresses (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>A cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private const long LargePage = 2 << 20;

    // Smaller blocks fit into what a processor translates at once.
    private const long LargeBlock = 2 * LargePage;

    private const int HugePages = 14; // MADV_HUGEPAGE

    private static long live;
    private static long peak;

    /// <summary>So many bytes; those that are written in any case need not be cleared.</summary>
    public AlignedMemory(long bytes, bool cleared = true)
    {
        Bytes = Math.Max(Alignment, (bytes + Alignment - 1) / Alignment * Alignment);
        bool isLarge = OperatingSystem.IsLinux() && Bytes >= LargeBlock;
        Address = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, isLarge ? (nuint)LargePage : Alignment);
        if (isLarge)
        {
            // A wish: where it is not granted, all is only slower. What does not fill a page stays on small ones.
            _ = Advise(Address, (nuint)(Bytes / LargePage * LargePage), HugePages);
        }

        if (cleared)
        {
            Clear();
        }

        GC.AddMemoryPressure(Bytes);
        Count(Bytes);
    }

    ~AlignedMemory() => Free();

    /// <summary>Bytes of all blocks that there are now, in the whole process.</summary>
    public static long Live => Volatile.Read(ref live);

    /// <summary>The most that <see cref="Live"/> has been since it was last set to a value.</summary>
    public static long Peak
    {
        get => Volatile.Read(ref peak);
        set => Volatile.Write(ref peak, value);
    }

    public byte* Address { get; private set; }

    public long Bytes { get; }

    public Span<byte> Span => new(Address, checked((int)Bytes));

    public void Clear() => NativeMemory.Clear(Address, (nuint)Bytes);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(void* address, nuint length, int advice);

    private static void Count(long bytes)
    {
        long now = Interlocked.Add(ref live, bytes);
        for (long most = Peak; now > most; most = Peak)
        {
            Interlocked.CompareExchange(ref peak, now, most);
        }
    }

    private void Free()
    {
        if (Address != null)
        {
            NativeMemory.AlignedFree(Address);
            Address = null;
            GC.RemoveMemoryPressure(Bytes);
            Count(-Bytes);
        }
    }
}
