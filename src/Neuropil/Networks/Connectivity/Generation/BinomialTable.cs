namespace Neuropil.Networks;

/// <summary>
/// The number of successes among n trials of probability p, by inversion of its distribution function. The function is tabulated once, from
/// the mode outwards by the ratio of neighbouring terms P(k + 1) / P(k) = (n - k) / (k + 1) * p / (1 - p) until terms vanish
/// against the sum, so only a few standard deviations are held and no factorial or logarithm is needed.
/// </summary>
internal sealed class BinomialTable
{
    // A term this small against the mode's cannot be drawn with 53 random bits, nor can the sum of all terms beyond it.
    private const double Negligible = 1e-30;

    private readonly int least;
    private readonly double[] upTo;

    /// <summary>The table for <paramref name="trials"/> trials of <paramref name="probability"/>.</summary>
    public BinomialTable(int trials, double probability)
    {
        int mode = (int)Math.Min((trials + 1.0) * probability, trials);
        double oddsFor = probability / (1 - probability);
        var terms = new List<double> { 1 };
        least = mode;
        for (double term = 1; least > 0 && (term *= least / (trials - least + 1.0) / oddsFor) > Negligible; least--)
        {
            terms.Add(term);
        }

        terms.Reverse();
        int most = mode;
        for (double term = 1; most < trials && (term *= (trials - most) / (most + 1.0) * oddsFor) > Negligible; most++)
        {
            terms.Add(term);
        }

        upTo = [.. terms];
        for (int i = 1; i < upTo.Length; i++)
        {
            upTo[i] += upTo[i - 1];
        }

        double sum = upTo[^1];
        foreach (ref double share in upTo.AsSpan())
        {
            share /= sum;
        }
    }

    /// <summary>The largest number that can be drawn.</summary>
    public int Most => least + upTo.Length - 1;

    /// <summary>The number of successes that <paramref name="uniform"/>, from 0 to below 1, stands for.</summary>
    public int Number(double uniform)
    {
        // The first entry above the uniform number; the last is 1, so there is one.
        int low = 0;
        int high = upTo.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = upTo[middle] > uniform ? (low, middle) : (middle + 1, high);
        }

        return least + low;
    }
}
