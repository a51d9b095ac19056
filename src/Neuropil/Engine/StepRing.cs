namespace Neuropil.Engine;

/// <summary>
/// A row of cells for each of some consecutive steps. For a receptor: weights on their way; a spike found in step n with a delay of d steps is
/// added to the row of step n + 1 + d, which the step's kernel reads as a column and clears. For a coupling: what the cells give out, written by
/// the kernel for the step to come while the others read that of the present one.
/// </summary>
internal sealed unsafe class StepRing : IDisposable
{
    private readonly AlignedMemory memory;

    /// <summary>A ring of <paramref name="longestDelay"/> steps beside the present one.</summary>
    public StepRing(int longestDelay, int paddedSize, int elementSize)
    {
        Slots = longestDelay + 1;
        Stride = paddedSize;
        ElementSize = elementSize;
        memory = new AlignedMemory((long)Slots * paddedSize * elementSize);
    }

    public int Slots { get; }

    /// <summary>Cells in a row.</summary>
    public int Stride { get; }

    public int ElementSize { get; }

    public long Bytes => memory.Bytes;

    public byte* Address => memory.Address;

    /// <summary>The row of a step.</summary>
    public byte* Row(long step) => memory.Address + (step % Slots * Stride * ElementSize);

    public void Dispose() => memory.Dispose();
}
