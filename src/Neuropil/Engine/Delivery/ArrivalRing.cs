namespace Neuropil.Engine;

/// <summary>
/// The arrivals of a worker's cells (<see cref="ArrivalSpace"/>) in the present step, which the kernels read and clear, and, where synapses of different delays
/// are delivered together, in some steps to come: a row for each.
/// </summary>
internal sealed unsafe class ArrivalRing(long stride, int rows) : IDisposable
{
    private readonly AlignedMemory memory = new(stride * rows * sizeof(long));

    /// <summary>Places in a row.</summary>
    public long Stride => stride;

    /// <summary>Places in all rows.</summary>
    public long Places => stride * rows;

    public long Bytes => memory.Bytes;

    public long* Address => (long*)memory.Address;

    /// <summary>Where the row of a step begins.</summary>
    public long Origin(long step) => step % rows * stride;

    /// <summary>The row of a step.</summary>
    public long* Row(long step) => Address + Origin(step);

    /// <summary>The first place, within its row, of a sum of that magnitude or more; -1 where there is none.</summary>
    public long FindAtLeast(long magnitude)
    {
        for (long place = 0; place < Places; place++)
        {
            if (Address[place] >= magnitude || Address[place] <= -magnitude)
            {
                return place % stride;
            }
        }

        return -1;
    }

    /// <summary>Forgets what is on its way.</summary>
    public void Clear() => memory.Clear();

    public void Dispose() => memory.Dispose();
}
