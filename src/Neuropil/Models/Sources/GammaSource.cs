namespace Neuropil;

/// <summary>
/// Independent renewal trains whose intervals have a gamma distribution with the mean 1 / rate: at shape 1 Poisson trains, above it more regular ones, with
/// the CV 1 / sqrt(shape) (Cox 1962, Renewal Theory, section 1.3). They are in equilibrium from the start, as if they had begun long ago.
/// </summary>
public sealed record GammaSource : RenewalSource
{
    /// <summary>The shape. Default 4: a CV of 1/2.</summary>
    [Positive]
    public NumberParameter Shape { get; init; } = 4;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A shape is not a positive number.</exception>
    protected internal override IntervalDraw Intervals(SourceCells cells)
    {
        double[] shape = Shapes(cells);
        return (int cell, ref RandomStream random) => random.NextGamma(shape[cell]) / shape[cell];
    }

    /// <summary>
    /// The time to the first spike: a uniform part of an interval that is drawn in proportion to its length, which is a gamma number of the shape plus one.
    /// </summary>
    /// <inheritdoc/>
    protected internal override IntervalDraw FirstIntervals(SourceCells cells)
    {
        double[] shape = Shapes(cells);
        return (int cell, ref RandomStream random) => random.NextDouble() * random.NextGamma(shape[cell] + 1) / shape[cell];
    }

    private double[] Shapes(SourceCells cells)
    {
        double[] shape = cells.Values(Shape);
        int bad = Array.FindIndex(shape, value => !(value > 0));
        return bad < 0 ? shape
            : throw new ArgumentException($"The shape of cell {bad} of population '{cells.Population}' is {shape[bad]}; expected a number above 0.");
    }
}
