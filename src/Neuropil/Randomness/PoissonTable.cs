namespace Neuropil;

/// <summary>
/// The distribution of Poisson counts of one mean as a table, P(N &lt;= k) for k = 0, 1, ...: a count is how many of its entries a number from 0 to 1 is not
/// below (inversion). Entries are made by the recurrence P(k) = P(k - 1) mean / k in a fixed order of operations, which
/// <see cref="PoissonColumns"/> repeats where every cell has a mean of its own, so that both give the same counts.
/// </summary>
internal sealed class PoissonTable
{
    /// <summary>Above this mean counts are drawn by rejection (<see cref="PoissonRejection"/>): a search takes as many steps as the count.</summary>
    public const double LargestMean = 10;

    /// <summary>More entries than any mean has: at 10 the sum of probabilities stays the same from 42 on.</summary>
    public const int MostTerms = 64;

    private static readonly double[] reciprocals = [.. Enumerable.Range(0, MostTerms).Select(k => 1.0 / k)];

    private readonly double[] cumulative = new double[MostTerms];
    private readonly short[] borders = new short[MostTerms];
    private int borderCount;

    /// <summary>1/k, infinite at zero.</summary>
    public static ReadOnlySpan<double> Reciprocals => reciprocals;

    /// <summary>The mean.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>The entries, ascending, up to the first that no number below one exceeds.</summary>
    public ReadOnlySpan<double> Cumulative => cumulative.AsSpan(0, Terms);

    /// <summary>The number of entries.</summary>
    public int Terms { get; private set; }

    /// <summary>
    /// The first 16 bits of each entry whose first 16 bits are not all ones, less 32 768: a number whose first 16 bits are above those of an entry is not
    /// below it. Where they are the same, or all ones, the rest of the number decides.
    /// </summary>
    public ReadOnlySpan<short> Borders => borders.AsSpan(0, borderCount);

    /// <summary>Makes the table of a mean from 0 to <see cref="LargestMean"/>.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="none">The probability of no event, e^-mean.</param>
    public void Fill(double mean, double none)
    {
        Mean = mean;
        double probability = none;
        double sum = none;
        cumulative[0] = sum;
        Terms = 1;
        for (int k = 1; k < MostTerms; k++)
        {
            probability *= mean * reciprocals[k];
            double next = sum + probability;
            if (!(next > sum))
            {
                break;
            }

            cumulative[Terms++] = sum = next;
        }

        borderCount = 0;
        while (borderCount < Terms && cumulative[borderCount] < 1 - PoissonColumns.ShortStep)
        {
            borders[borderCount] = (short)((int)(cumulative[borderCount] / PoissonColumns.ShortStep) + short.MinValue);
            borderCount++;
        }
    }
}
