namespace Neuropil.Plotting;

/// <summary>The smallest interval that holds some numbers; those that are not finite are ignored. Empty at first.</summary>
internal readonly record struct DataRange(double Minimum, double Maximum)
{
    /// <summary>The range of no number.</summary>
    public static DataRange Empty => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Whether no number was included.</summary>
    public bool IsEmpty => Minimum > Maximum;

    /// <summary>The difference of the ends.</summary>
    public double Span => Maximum - Minimum;

    /// <summary>The range that also holds <paramref name="value"/>.</summary>
    public DataRange Including(double value)
        => double.IsFinite(value) ? new(Math.Min(Minimum, value), Math.Max(Maximum, value)) : this;

    /// <summary>The range that also holds <paramref name="other"/>.</summary>
    public DataRange Including(DataRange other) => new(Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));

    /// <summary>The range of a list; on a logarithmic axis only positive numbers count.</summary>
    public static DataRange Of(IReadOnlyList<double> values, bool positiveOnly = false)
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        for (int i = 0; i < values.Count; i++)
        {
            double value = values[i];
            if (double.IsFinite(value) && (value > 0 || !positiveOnly))
            {
                minimum = Math.Min(minimum, value);
                maximum = Math.Max(maximum, value);
            }
        }

        return new(minimum, maximum);
    }
}
