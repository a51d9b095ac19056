namespace Neuropil;

/// <summary>
/// A power law p(x) ∝ x^-α from a smallest value on, discrete up to a largest value or continuous without: likelihood, distribution and draws.
/// </summary>
/// <remarks>Clauset, Shalizi and Newman, SIAM Rev. 51 (2009) 661, sections 2 and 3 and appendices B and D.</remarks>
internal sealed class PowerLawTail
{
    private const double LowestExponent = 1.001;
    private const double HighestExponent = 20;
    private const int Tabulated = 4096;

    private readonly bool isDiscrete;
    private readonly double largest;
    private double normalisation;
    private double[]? table; // 1 - distribution at the smallest value, and at those after it

    private PowerLawTail(bool isDiscrete, double smallest, double largest, double exponent)
    {
        (this.isDiscrete, Smallest, this.largest, Exponent) = (isDiscrete, smallest, largest, exponent);
        normalisation = isDiscrete ? Sum(exponent, smallest) : 0;
    }

    /// <summary>The value from which on the law holds.</summary>
    public double Smallest { get; }

    /// <summary>α.</summary>
    public double Exponent { get; }

    /// <summary>Whether the likelihood grows up to the end of the exponents that are looked at: the values follow no power law.</summary>
    public bool IsAtBound => Exponent < LowestExponent * 1.001 || Exponent > HighestExponent * 0.999;

    /// <summary>The most likely law of values.</summary>
    /// <param name="isDiscrete">Whether the values are whole numbers.</param>
    /// <param name="smallest">The smallest value of the tail.</param>
    /// <param name="largest">The largest one; infinite without.</param>
    /// <param name="count">How many values the tail has.</param>
    /// <param name="logarithms">The sum of their logarithms.</param>
    public static PowerLawTail MostLikely(bool isDiscrete, double smallest, double largest, long count, double logarithms)
    {
        double mean = logarithms / count;
        if (!isDiscrete)
        {
            return new PowerLawTail(false, smallest, largest, Math.Min(HighestExponent, 1 + (1 / Math.Max(mean - Math.Log(smallest), 1e-12))));
        }

        var law = new PowerLawTail(true, smallest, largest, 2);

        // The likelihood of an exponential family is concave.
        double exponent = GoldenSection.Minimum(alpha => Math.Log(law.Sum(alpha, smallest)) + (alpha * mean), LowestExponent, HighestExponent, 1e-6);
        return new PowerLawTail(true, smallest, largest, exponent);
    }

    /// <summary>The standard error of the exponent of so many values, from the curvature of the likelihood.</summary>
    public double StandardError(long count)
    {
        if (!isDiscrete)
        {
            return (Exponent - 1) / Math.Sqrt(count);
        }

        const double Step = 1e-3;
        double Logarithm(double alpha) => Math.Log(Sum(alpha, Smallest));
        double centre = Math.Max(Exponent, 1 + (2 * Step));
        double curvature = (Logarithm(centre + Step) - (2 * Logarithm(centre)) + Logarithm(centre - Step)) / (Step * Step);
        return 1 / Math.Sqrt(count * curvature);
    }

    /// <summary>The probability of a value up to x, x being no less than the smallest.</summary>
    public double Distribution(double x) => isDiscrete ? 1 - Above(x + 1) : 1 - Math.Pow(x / Smallest, 1 - Exponent);

    /// <summary>A drawn value.</summary>
    public double Draw(ref RandomStream random)
    {
        double above = 1 - random.NextDouble(); // in (0, 1]: the value from which on so much lies
        if (!isDiscrete)
        {
            return Smallest * Math.Pow(above, -1 / (Exponent - 1));
        }

        // The largest x with P(X >= x) no less than that: P(X >= smallest) is 1.
        table ??= [.. Enumerable.Range(0, Tabulated).Select(i => Above(Smallest + i))];
        double low = Smallest, high;
        if (above > table[^1])
        {
            var (first, behind) = (0, Tabulated - 1); // table[first] >= above > table[behind]
            while (behind - first > 1)
            {
                int middle = (first + behind) / 2;
                (first, behind) = table[middle] >= above ? (middle, behind) : (first, middle);
            }

            return Smallest + first;
        }

        for (low += Tabulated - 1, high = 2 * low; Above(high) >= above && high < MostDrawn; high *= 2)
        {
            low = high;
        }

        while (high - low > 1)
        {
            double middle = Math.Floor((low + high) / 2);
            (low, high) = Above(middle) >= above ? (middle, high) : (low, middle);
        }

        return low;
    }

    private const double MostDrawn = 1e15; // beyond, doubles do not hold all whole numbers

    // P(X >= x).
    private double Above(double x) => x > largest ? 0 : Sum(Exponent, x) / normalisation;

    private double Sum(double exponent, double from)
        => HurwitzZeta.Of(exponent, from) - (double.IsInfinity(largest) ? 0 : HurwitzZeta.Of(exponent, largest + 1));
}
