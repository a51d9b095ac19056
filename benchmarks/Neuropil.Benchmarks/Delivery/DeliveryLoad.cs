namespace Neuropil.Benchmarks;

/// <summary>
/// What delivery is measured on: rows of synapses, one a source, onto cells that do next to nothing. Targets, delays and weights are drawn
/// independently and uniformly.
/// </summary>
/// <param name="Sources">The number of rows.</param>
/// <param name="Targets">The number of cells.</param>
/// <param name="RowLength">Synapses of a row.</param>
/// <param name="ShortestDelay">The shortest delay, steps.</param>
/// <param name="LongestDelay">The longest delay, steps.</param>
internal sealed record DeliveryLoad(int Sources, int Targets, int RowLength, int ShortestDelay, int LongestDelay)
{
    /// <summary>Weights lie between 0.9 and 1.1 times this, mV: small, so that the cells stay at rest.</summary>
    public const double MeanWeight = 1e-4;

    /// <summary>The unit of weights as integers, mV: 2^-32 of the mean, so that a step's sum has room in 64 bits.</summary>
    public const double Resolution = MeanWeight / (1L << 32);

    /// <summary>Weights are stored in units of 2^this of the resolution, in 32 bits.</summary>
    public const int WeightShift = 5;

    /// <summary>The number of different delays.</summary>
    public int Delays => LongestDelay - ShortestDelay + 1;

    /// <summary>The number of synapses.</summary>
    public long Synapses => (long)Sources * RowLength;

    /// <summary>Draws the row of a source, the same at each call.</summary>
    public void Draw(int source, Span<DrawnSynapse> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            ulong bits = Mixed(((ulong)source * (ulong)RowLength) + (ulong)i);
            uint target = (uint)(((bits >> 32) * (ulong)Targets) >> 32);
            uint delay = (uint)(((bits & 0xFFFF) * (ulong)Delays) >> 16);
            double weight = 0.9 + (0.2 * (((bits >> 16) & 0xFFFF) / 65536.0));
            row[i] = new DrawnSynapse((int)target, ShortestDelay + (int)delay, (int)(weight * (1L << (32 - WeightShift))));
        }
    }

    // SplitMix64 (Steele, Lea and Flood 2014, OOPSLA): good enough to scatter synapses, and fast enough to draw a hundred million.
    private static ulong Mixed(ulong counter)
    {
        ulong z = (counter + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>One synapse of a row.</summary>
/// <param name="Target">The cell.</param>
/// <param name="Delay">The delay, steps.</param>
/// <param name="Weight">The weight in units of 2^<see cref="DeliveryLoad.WeightShift"/> of the resolution.</param>
internal readonly record struct DrawnSynapse(int Target, int Delay, int Weight);
