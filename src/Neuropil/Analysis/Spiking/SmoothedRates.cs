namespace Neuropil;

/// <summary>Rates smoothed by a kernel.</summary>
public static class SmoothedRates
{
    // Of a Gaussian there is less than 1e-6 beyond.
    private const double Reach = 5;

    /// <summary>
    /// The rate smoothed by a Gaussian kernel, r(t) = Σ r(b) k(t - t_b)/Σ k(t - t_b) with k(s) = exp(-s²/(2 width²)). At the ends the kernel is cut, so that
    /// the rate does not fall there. Of N Poisson neurons it has the standard error sqrt(r/(2 sqrt(pi) N width)).
    /// </summary>
    /// <param name="rate">The rate in narrow bins.</param>
    /// <param name="width">The standard deviation of the kernel; not below the bin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below a bin or above the record.</exception>
    public static PopulationRate Smoothed(this PopulationRate rate, Time width)
    {
        ArgumentNullException.ThrowIfNull(rate);
        double bins = width / rate.Bin;
        if (!(bins >= 1 && bins <= rate.Values.Count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(width), width, $"The kernel must be at least as wide as a bin, {rate.Bin}, and at most as the record, {rate.Values.Count * rate.Bin}.");
        }

        int reach = (int)Math.Ceiling(Reach * bins);
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(shift => Math.Exp(-shift * shift / (2 * bins * bins)))];
        double[] smoothed = new double[rate.Values.Count];
        for (int bin = 0; bin < smoothed.Length; bin++)
        {
            var (sum, weights) = (0.0, 0.0);
            for (int other = Math.Max(0, bin - reach); other <= Math.Min(smoothed.Length - 1, bin + reach); other++)
            {
                sum += rate.Values[other] * kernel[other - bin + reach];
                weights += kernel[other - bin + reach];
            }

            smoothed[bin] = sum / weights;
        }

        return rate with { Values = smoothed };
    }
}
