namespace Neuropil.Plotting;

/// <summary>An axis with its range settled: maps numbers to positions in points along a length, and knows its ticks.</summary>
internal sealed class AxisMap
{
    private const double MarginFraction = 0.04;
    private const double SnapFraction = 0.015;
    private readonly bool logarithmic;
    private readonly double origin;
    private readonly double scale; // points per unit, or per factor e

    private AxisMap(Axis axis, double minimum, double maximum, double length, double pointsPerTick)
    {
        (Axis, Minimum, Maximum, Length) = (axis, minimum, maximum, length);
        logarithmic = axis.Scale == AxisScale.Logarithmic;
        origin = logarithmic ? Math.Log(minimum) : minimum;
        scale = length / ((logarithmic ? Math.Log(maximum) : maximum) - origin);
        double wanted = Wanted(length, pointsPerTick);
        (Ticks, FactorExponent) = logarithmic
            ? (LogarithmicTicks.Between(minimum, maximum, wanted), 0)
            : LinearTicks.Between(minimum, maximum, wanted, axis.WholeNumbers);
    }

    public Axis Axis { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>The length in points.</summary>
    public double Length { get; }

    public Tick[] Ticks { get; }

    /// <summary>Whether data lie beyond an end that the user set.</summary>
    public bool CutsData { get; private init; }

    /// <summary>Whether a point that would have ruled the axis lies beyond it, and is to be marked at the edge.</summary>
    public bool CutsOutliers { get; private init; }

    /// <summary>Tick labels are to be multiplied by ten to this power.</summary>
    public int FactorExponent { get; }

    /// <summary>Whether a number has a position on this axis at all.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (value > 0 || !logarithmic);

    /// <summary>The distance in points from the lower end.</summary>
    public double Position(double value) => ((logarithmic ? Math.Log(value) : value) - origin) * scale;

    /// <summary>Settles the range: the axis's own ends where it has them, otherwise the data's, widened by a margin where asked for.</summary>
    /// <exception cref="ArgumentException">The axis's own ends are not finite and ascending, or not positive on a logarithmic axis.</exception>
    public static AxisMap Settle(Axis axis, DataRange data, bool marginBelow, bool marginAbove, double length, double pointsPerTick, bool cutsOutliers = false)
    {
        bool ratios = axis.Scale == AxisScale.Logarithmic;
        (double minimum, double maximum) = data.IsEmpty ? (ratios ? (1, 10) : (0, 1))
            : ratios ? WidenLogarithmic(data, marginBelow, marginAbove)
            : Widen(data, marginBelow, marginAbove);
        if (!ratios)
        {
            // A recording that ends one sample before 100 ms shall show the 100.
            (minimum, maximum) = LinearTicks.Snap(minimum, maximum, Wanted(length, pointsPerTick), SnapFraction);
        }

        double low = axis.Minimum ?? minimum;
        double high = axis.Maximum ?? maximum;
        if (low >= high && (axis.Minimum is null || axis.Maximum is null))
        {
            // Only one end was given and the data lie beyond it: show an empty axis from that end on.
            (low, high) = axis.Minimum is not null ? (low, ratios ? low * 10 : low + 1) : (ratios ? high / 10 : high - 1, high);
        }

        if (!(low < high) || !double.IsFinite(low) || !double.IsFinite(high) || (ratios && low <= 0))
        {
            throw new ArgumentException(
                $"Axis '{axis.Label}' from {low} to {high}: the ends must be finite, ascending{(ratios ? " and positive" : "")}.", nameof(axis));
        }

        bool cuts = cutsOutliers || (!data.IsEmpty && (data.Minimum < axis.Minimum || data.Maximum > axis.Maximum));
        return new AxisMap(axis, low, high, length, pointsPerTick) { CutsData = cuts, CutsOutliers = cutsOutliers };
    }

    // Short axes get relatively more: two numbers at least make a scale.
    private static double Wanted(double length, double pointsPerTick) => 1.5 + (length / pointsPerTick);

    private static (double Minimum, double Maximum) Widen(DataRange data, bool below, bool above)
    {
        // The span of a constant is taken from its size, so that it lies in the middle between readable ticks.
        bool constant = data.Span <= 1e-12 * Math.Max(Math.Abs(data.Minimum), Math.Abs(data.Maximum));
        double half = data.Minimum == 0 ? 1 : Math.Abs(data.Minimum) * 0.02;
        return constant
            ? (below ? data.Minimum - half : data.Minimum, data.Maximum + half)
            : (below ? data.Minimum - (MarginFraction * data.Span) : data.Minimum, above ? data.Maximum + (MarginFraction * data.Span) : data.Maximum);
    }

    private static (double Minimum, double Maximum) WidenLogarithmic(DataRange data, bool below, bool above)
    {
        double factor = data.Span <= 1e-12 * data.Maximum ? 2 : Math.Pow(data.Maximum / data.Minimum, MarginFraction);
        bool constant = factor == 2;
        return (below || constant ? data.Minimum / factor : data.Minimum, above || constant ? data.Maximum * factor : data.Maximum);
    }
}
