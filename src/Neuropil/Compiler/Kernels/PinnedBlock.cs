namespace Neuropil.Compiler;

/// <summary>A block of zeros that the garbage collector frees but does not move, at the beginning of a cache line.</summary>
internal sealed unsafe class PinnedBlock
{
    private const int Line = 64;

    private readonly byte[] bytes;

    public PinnedBlock(int size)
    {
        bytes = GC.AllocateArray<byte>(size + Line, pinned: true);
        fixed (byte* first = bytes)
        {
            Address = ((long)first + Line - 1) / Line * Line;
        }
    }

    public long Address { get; }
}
