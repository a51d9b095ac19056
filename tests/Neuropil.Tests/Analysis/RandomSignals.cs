using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

/// <summary>Signals whose correlations and spectra are known in closed form.</summary>
internal static class RandomSignals
{
    public static readonly Time Interval = 1 * ms;

    /// <summary>White Gaussian noise of variance 1.</summary>
    public static double[] White(int samples, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Noise, 77);
        double[] values = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            values[i] = random.NextNormal();
        }

        return values;
    }

    /// <summary>x(i+1) = memory x(i) + noise, of variance 1: its autocorrelation at lag k is memory^|k|.</summary>
    public static double[] Autoregressive(int samples, double memory, ulong seed)
    {
        double[] values = White(samples, seed);
        double share = Math.Sqrt(1 - (memory * memory));
        for (int i = 1; i < samples; i++)
        {
            values[i] = (memory * values[i - 1]) + (share * values[i]);
        }

        return values;
    }

    /// <summary>
    /// How far estimates lie from the truth in their own standard errors, over many repeats: mean 0 and standard deviation near 1 where both are right. With 19
    /// degrees of freedom the deviation is sqrt(19/17) = 1.06.
    /// </summary>
    public static void AreCalibrated(double truth, IEnumerable<Estimate> estimates, double bias = 0.5)
    {
        double[] deviations = [.. estimates.Select(estimate => estimate.StandardErrorsAbove(truth))];
        double mean = deviations.Average();
        double spread = Math.Sqrt(deviations.Average(value => (value - mean) * (value - mean)));

        // 300 repeats: the spread is known to 1/sqrt(600) = 4 %, four of them are allowed beside the 6 % and what errors of errors add.
        Assert.Equal(0, mean, bias);
        Assert.InRange(spread, 0.85, 1.3);
    }
}
