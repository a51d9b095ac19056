namespace Neuropil.Experiments;

/// <summary>Signals of many cells over time, each less its mean and over its standard deviation: how much of them is common.</summary>
internal sealed class UnitStates
{
    private readonly double[][] scores; // [cell][sample]

    /// <summary>Cells of a matrix with a row for each time; those that never change have no correlation and are left out.</summary>
    public UnitStates(double[,] values, int skipped)
    {
        int samples = values.GetLength(0) - skipped;
        scores = [.. Enumerable.Range(0, values.GetLength(1)).Select(cell =>
        {
            double[] course = [.. Enumerable.Range(skipped, samples).Select(sample => values[sample, cell])];
            double mean = course.Average(), deviation = Math.Sqrt(course.Average(value => (value - mean) * (value - mean)));
            return deviation > 0 ? Array.ConvertAll(course, value => (value - mean) / deviation) : [];
        }).Where(course => course.Length > 0)];
    }

    /// <summary>How many cells change.</summary>
    public int Count => scores.Length;

    /// <summary>
    /// The mean correlation of all pairs and its standard error over blocks of time: the square of the sum of n scores is n + n (n - 1) r on average.
    /// </summary>
    public (double Mean, double Error) Correlation()
    {
        const int Blocks = 20;
        double[] squares = Sums(0, Count);
        int each = squares.Length / Blocks;
        double[] blocks = [.. Enumerable.Range(0, Blocks).Select(block =>
            (squares.Skip(block * each).Take(each).Average(sum => sum * sum) - Count) / ((double)Count * (Count - 1)))];
        return (blocks.Average(), StandardError.Of(blocks));
    }

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
