namespace Neuropil.Experiments;

/// <summary>Signals of many cells over time, each less its mean and over its standard deviation: how much of them is common.</summary>
internal sealed class UnitStates
{
    private readonly double[][] scores; // [cell][sample]

    /// <summary>Cells of a matrix with a row for each time, without the first rows; those that never change have no correlation and are left out.</summary>
    public UnitStates(double[,] values, int skipped)
    {
        int samples = values.GetLength(0) - skipped, cells = values.GetLength(1);
        double[,] kept = new double[samples, cells];
        Array.Copy(values, skipped * cells, kept, 0, samples * cells);
        Correlation = PairCorrelations.OfSamples(kept);
        scores = [.. Enumerable.Range(0, cells).Select(cell =>
        {
            double[] course = [.. Enumerable.Range(0, samples).Select(sample => kept[sample, cell])];
            double mean = course.Average(), deviation = Math.Sqrt(course.Average(value => (value - mean) * (value - mean)));
            return deviation > 0 ? Array.ConvertAll(course, value => (value - mean) / deviation) : [];
        }).Where(course => course.Length > 0)];
    }

    /// <summary>How many cells change.</summary>
    public int Count => scores.Length;

    /// <summary>The mean correlation of all pairs.</summary>
    public Estimate Correlation { get; }

    /// <summary>The standard deviation of the mean of n cells over that of one, over groups of n.</summary>
    public double DeviationOfMean(int n)
    {
        int groups = Count / n;
        return Math.Sqrt(Enumerable.Range(0, groups).Average(group => Sums(group * n, n).Average(sum => sum * sum))) / n;
    }

    private double[] Sums(int first, int count)
    {
        double[] sums = new double[scores[0].Length];
        foreach (double[] course in scores.AsSpan(first, count))
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += course[i];
            }
        }

        return sums;
    }
}
