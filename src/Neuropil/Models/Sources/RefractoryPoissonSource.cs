namespace Neuropil;

/// <summary>
/// Independent Poisson trains with a dead time: after each spike nothing for <see cref="DeadTime"/> d, then an exponential wait, so that the rate r is kept.
/// The CV of intervals is 1 - r d, the Fano factor of counts in long windows its square (Cox 1962, Renewal Theory, section 4.5). They are in equilibrium from
/// the start, as if they had begun long ago.
/// </summary>
public sealed record RefractoryPoissonSource : RenewalSource
{
    /// <summary>
    /// The dead time; it must be shorter than the mean interval. Default 2 ms. Where the rate of a running network is changed, it stays the same part of the
    /// mean interval.
    /// </summary>
    public Parameter<Time> DeadTime { get; init; } = 2 * Units.ms;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A dead time is negative, or not shorter than the mean interval 1 / rate.</exception>
    protected internal override IntervalDraw Intervals(SourceCells cells)
    {
        double[] dead = DeadParts(cells);
        return (int cell, ref RandomStream random) => dead[cell] + ((1 - dead[cell]) * random.NextExponential());
    }

    /// <summary>
    /// The time to the first spike, whose density 1 - F(x) is 1 within the dead time and falls exponentially behind it.
    /// </summary>
    /// <inheritdoc/>
    protected internal override IntervalDraw FirstIntervals(SourceCells cells)
    {
        double[] dead = DeadParts(cells);
        return (int cell, ref RandomStream random) =>
        {
            double place = random.NextDouble();
            return place < dead[cell] ? place : dead[cell] + ((1 - dead[cell]) * random.NextExponential());
        };
    }

    // As parts of the mean interval.
    private double[] DeadParts(SourceCells cells)
    {
        var dead = cells.Values(DeadTime);
        var rate = cells.Values(Rate);
        double[] parts = new double[dead.Length];
        for (int cell = 0; cell < parts.Length; cell++)
        {
            parts[cell] = dead[cell].SiValue * rate[cell].SiValue;
            if (!(dead[cell].SiValue >= 0 && parts[cell] < 1))
            {
                throw new ArgumentException(
                    $"The dead time of cell {cell} of population '{cells.Population}' is {dead[cell]} at a rate of {rate[cell]}; expected 0 ms or more, and "
                        + $"less than the mean interval.");
            }
        }

        return parts;
    }
}
