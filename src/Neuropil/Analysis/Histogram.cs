namespace Neuropil;

/// <summary>
/// How often values fall into adjoining bins of equal width. A bin holds the values from its lower edge up to, not including, its upper one.
/// </summary>
/// <param name="Edges">The edges of the bins, ascending, one more than there are bins.</param>
/// <param name="Counts">The number of values in each bin.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<int> Counts)
{
    private const int MostBins = 1000;

    /// <summary>
    /// The histogram of the finite ones of <paramref name="values"/>, in bins of a width of 1, 2 or 5 times a power of ten that begin at
    /// multiples of the width. By default the width is near the rule of Freedman and Diaconis, 2 × interquartile range / n^(1/3)
    /// (Z. Wahrscheinlichkeitstheorie 57 (1981) 453).
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="binWidth">Another width, used as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive, or so small that there would be more than 1000 bins.</exception>
    public static Histogram Of(ReadOnlySpan<double> values, double? binWidth = null)
    {
        var finite = new List<double>(values.Length);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                finite.Add(value);
            }
        }

        if (finite.Count == 0)
        {
            return new Histogram([0, 1], [0]);
        }

        finite.Sort();
        double width = binWidth ?? DefaultWidth(finite);
        double first = Math.Floor(finite[0] / width);
        double bins = Math.Floor(finite[^1] / width) - first + 1;
        if (!(width > 0) || !(bins <= MostBins))
        {
            throw new ArgumentOutOfRangeException(
                nameof(binWidth), width, $"Values from {finite[0]} to {finite[^1]} need a positive bin width that makes no more than {MostBins} bins.");
        }

        double[] edges = new double[(int)bins + 1];
        int[] counts = new int[(int)bins];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = (first + i) * width;
        }

        foreach (double value in finite)
        {
            counts[Math.Clamp((int)(Math.Floor(value / width) - first), 0, counts.Length - 1)]++;
        }

        return new Histogram(edges, counts);
    }

    private static double DefaultWidth(List<double> sorted)
    {
        double quartiles = sorted[3 * (sorted.Count - 1) / 4] - sorted[(sorted.Count - 1) / 4];
        double span = sorted[^1] - sorted[0];
        double scale = span > 0 ? span : Math.Max(Math.Abs(sorted[0]), 1);

        // Half of equal values make the rule's width zero, and one far value makes too many bins: between 5 and 200 bins in any case.
        double width = Math.Clamp(2 * quartiles / Math.Cbrt(sorted.Count), scale / 200, scale / 5);
        double power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return (width / power) switch { < 1.4142 => power, < 3.1623 => 2 * power, < 7.0711 => 5 * power, _ => 10 * power };
    }
}
