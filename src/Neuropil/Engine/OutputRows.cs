namespace Neuropil.Engine;

/// <summary>What cells give out to couplings: a row for the present step, which the others read, and one for the next, which the kernel writes.</summary>
internal sealed unsafe class OutputRows(int paddedSize, int elementSize) : IDisposable
{
    /// <summary>The number of rows.</summary>
    public const int Rows = 2;

    private readonly AlignedMemory memory = new((long)Rows * paddedSize * elementSize);

    public int ElementSize => elementSize;

    public long Bytes => memory.Bytes;

    /// <summary>The row of a step.</summary>
    public byte* Row(long step) => memory.Address + (step % Rows * paddedSize * elementSize);

    /// <summary>The value of a cell in the row of a step.</summary>
    public double Value(long step, int cell) => elementSize == sizeof(float) ? ((float*)Row(step))[cell] : ((double*)Row(step))[cell];

    public void Dispose() => memory.Dispose();
}
