using System.Runtime.InteropServices;

namespace Neuropil.Benchmarks;

/// <summary>
/// Cleared memory for loops written by hand, on pages of 2 MB where the system gives them: rows that lie anywhere in a gigabyte otherwise pay for
/// translating addresses.
/// </summary>
internal sealed unsafe partial class LargeBlock : IDisposable
{
    private const nuint PageSize = 2 << 20;
    private const int HugePages = 14; // MADV_HUGEPAGE

    private void* address;

    public LargeBlock(long bytes)
    {
        nuint size = ((nuint)Math.Max(1, bytes) + PageSize - 1) / PageSize * PageSize;
        address = NativeMemory.AlignedAlloc(size, PageSize);
        if (OperatingSystem.IsLinux())
        {
            // A wish: where it is not granted, the loop is only slower.
            _ = Advise(address, size, HugePages);
        }

        NativeMemory.Clear(address, size);
    }

    ~LargeBlock() => Free();

    /// <summary>The block as an array of a type.</summary>
    public T* Of<T>()
        where T : unmanaged => (T*)address;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    private void Free()
    {
        NativeMemory.AlignedFree(address);
        address = null;
    }
}
