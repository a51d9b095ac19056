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
internal sealed record DeliveryLoad(int Sources, int Targets, int RowLength, int ShortestDelay, int LongestDelay) : IDrawnRows
{
    private DrawnSynapse[]? row; // of another length in a copy with another length

    /// <summary>Weights lie between 0.9 and 1.1 times this, mV: small, so that the cells stay at rest.</summary>
    public const double MeanWeight = 1e-4;

    /// <summary>The unit of weights as integers, mV: 2^-32 of the mean, so that a step's sum has room in 64 bits.</summary>
    public const double Resolution = MeanWeight / (1L << 32);

    /// <summary>The number of different delays.</summary>
    public int Delays => LongestDelay - ShortestDelay + 1;

    /// <summary>The number of synapses.</summary>
    public long Synapses => (long)Sources * RowLength;

    /// <inheritdoc/>
    public ReadOnlySpan<DrawnSynapse> Draw(int source)
    {
        row = row?.Length == RowLength ? row : new DrawnSynapse[RowLength];
        for (int i = 0; i < row.Length; i++)
        {
            ulong bits = SplitMix.Mixed(((ulong)source * (ulong)RowLength) + (ulong)i);
            uint target = (uint)(((bits >> 32) * (ulong)Targets) >> 32);
            uint delay = (uint)(((bits & 0xFFFF) * (ulong)Delays) >> 16);
            double weight = 0.9 + (0.2 * (((bits >> 16) & 0xFFFF) / 65536.0));
            row[i] = new DrawnSynapse((int)target, ShortestDelay + (int)delay, (int)(weight * (1L << (32 - IDrawnRows.WeightShift))));
        }

        return row;
    }
}
