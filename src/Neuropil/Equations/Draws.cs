using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Random numbers of some distributions as formulas of chances (<see cref="SynapseBuilder.Chance"/>: uniform from 0 to 1). They are exact: no limit theorem, no
/// approximation but rounding.
/// </summary>
public static class Draws
{
    /// <summary>The largest number of trials of <see cref="Binomial"/>: its formula has a term for each.</summary>
    public const int MostTrials = 256;

    /// <summary>No magnitude of <see cref="Normal"/> is above this: chances are at least 2^-54.</summary>
    public const double LargestNormal = 8.7;

    /// <summary>
    /// The number of successes among independent trials, by inversion of the binomial distribution function: one chance, however many trials.
    /// P(k) = (n choose k) p^k (1 - p)^(n - k).
    /// </summary>
    /// <remarks>
    /// Beyond p = 1/2 failures are counted, so that P(0) is at least 2^-n, and nothing is divided by zero at p = 1. The number of trials may differ from
    /// synapse to synapse, and so may p.
    /// </remarks>
    /// <param name="chance">What is drawn.</param>
    /// <param name="trials">n, a whole number from 0 to <paramref name="most"/>.</param>
    /// <param name="probability">p, from 0 to 1.</param>
    /// <param name="most">The largest n that occurs.</param>
    /// <exception cref="ArgumentException">The largest n is not from 1 to <see cref="MostTrials"/>.</exception>
    public static Expr Binomial(Expr chance, Expr trials, Expr probability, int most)
    {
        if (most is < 1 or > MostTrials)
        {
            throw new ArgumentException($"A binomial number of up to {most} trials is drawn; expected 1 to {MostTrials}.", nameof(most));
        }

        var isOften = probability > 0.5;
        var rare = Select(isOften, 1 - probability, probability);
        var odds = rare / (1 - rare);
        Expr term = Exp(trials * Log(1 - rare));
        Expr sum = term;
        Expr count = Select(chance >= sum, 1.0, 0.0);
        for (int k = 1; k < most; k++)
        {
            term = term * odds * ((trials - (k - 1)) / k);
            sum += term;
            count += Select(chance >= sum, 1.0, 0.0);
        }

        // Rounding of the sum must not make more successes than trials.
        count = Min(count, trials);
        return Select(isOften, trials - count, count);
    }

    /// <summary>A standard normal number (Box and Muller 1958), of magnitude below <see cref="LargestNormal"/>.</summary>
    /// <param name="first">What is drawn.</param>
    /// <param name="second">What is drawn besides.</param>
    public static Expr Normal(Expr first, Expr second) => Sqrt(-2 * Log(first)) * Cos(2 * Math.PI * second);

    /// <summary>
    /// A number of the inverse Gaussian distribution, positive and skewed, with the given mean and coefficient of variation (Michael, Schucany and Haas 1976,
    /// Am. Stat. 30). The sum of k such numbers with mean m and coefficient c is one with mean k m and coefficient c / sqrt(k).
    /// </summary>
    /// <param name="mean">The mean, more than zero.</param>
    /// <param name="variation">The coefficient of variation, more than zero.</param>
    /// <param name="normal">A standard normal number.</param>
    /// <param name="chance">What is drawn besides.</param>
    public static Expr InverseGaussian(Expr mean, Expr variation, Expr normal, Expr chance)
    {
        // With half = c^2 z^2 / 2 the roots of the method's quadratic are x and 1/x for mean 1; the smaller as the reciprocal of the larger, which loses
        // nothing.
        var half = variation * variation * normal * normal / 2;
        var larger = 1 + half + Sqrt(half * (half + 2));
        return mean * Select(chance * (1 + larger) >= larger, larger, 1 / larger);
    }
}
