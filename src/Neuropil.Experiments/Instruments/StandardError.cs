namespace Neuropil.Experiments;

/// <summary>How well a mean is known.</summary>
internal static class StandardError
{
    /// <summary>The standard error of the mean of independent values: their standard deviation, with n - 1, over the root of n; NaN below two.</summary>
    public static double Of(double[] values) => MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(values) / Math.Sqrt(values.Length);

    /// <summary>
    /// Many deviations, each in standard errors, as one: the sum of their squares is a chi-square number, whose probability is that of a normal one. So one
    /// comparison is held to three standard errors, in place of the largest of many, which is beyond them every tenth time.
    /// </summary>
    public static double OfAll(IReadOnlyCollection<double> deviations)
    {
        double beyond = 1 - MathNet.Numerics.Distributions.ChiSquared.CDF(deviations.Count, deviations.Sum(deviation => deviation * deviation));
        return Math.Max(0, MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - Math.Max(beyond, 1e-15)));
    }
}
