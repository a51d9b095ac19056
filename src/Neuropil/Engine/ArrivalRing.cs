namespace Neuropil.Engine;

/// <summary>
/// Weights on their way to one receptor of a population: a row of cells for each step until the longest delay has passed. A spike found in
/// step n with a delay of d steps is added to the row of step n + 1 + d; the step's kernel reads its row as a column and clears it.
/// </summary>
internal sealed unsafe class ArrivalRing : IDisposable
{
    private readonly AlignedMemory memory;

    /// <summary>A ring for delays up to <paramref name="longestDelay"/> steps.</summary>
    public ArrivalRing(int longestDelay, int paddedSize, int elementSize)
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
