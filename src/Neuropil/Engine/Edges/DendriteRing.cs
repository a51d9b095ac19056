namespace Neuropil.Engine;

/// <summary>Amounts on their way from synapses to the soma: a row of sums for each of the steps that the longest dendritic delay takes.</summary>
internal sealed unsafe class DendriteRing : IDisposable
{
    private readonly AlignedMemory memory;

    /// <summary>A ring for the cells from <paramref name="first"/> on.</summary>
    public DendriteRing(int longestDelay, int first, int count)
    {
        (Slots, First, Count) = (longestDelay + 1, first, count);
        memory = new AlignedMemory((long)Slots * Math.Max(1, count) * sizeof(long));
    }

    public int Slots { get; }

    public int First { get; }

    public int Count { get; }

    public long Bytes => memory.Bytes;

    /// <summary>The sums that arrive at the soma in a step; element 0 is the first cell.</summary>
    public long* Row(long step) => (long*)memory.Address + (step % Slots * Count);

    /// <summary>Adds a step's row to the arrivals of cell <see cref="First"/> and those behind it, and clears it.</summary>
    public void Arrive(long step, long* arrivals)
    {
        long* row = Row(step);
        for (int i = 0; i < Count; i++)
        {
            arrivals[i] += row[i];
            row[i] = 0;
        }
    }

    /// <summary>Turns all sums into units of another binary place: 2^<paramref name="bits"/> of the new make one of the old. Halves go to the even.</summary>
    public void Shift(int bits)
    {
        for (long place = 0; place < (long)Slots * Count; place++)
        {
            long* sum = (long*)memory.Address + place;
            *sum = bits >= 0 ? *sum << bits : (long)Math.Round(Math.ScaleB((double)*sum, bits), MidpointRounding.ToEven);
        }
    }

    /// <summary>Forgets what is on its way.</summary>
    public void Clear() => memory.Clear();

    public void Dispose() => memory.Dispose();
}
