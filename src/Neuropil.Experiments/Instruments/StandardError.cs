namespace Neuropil.Experiments;

/// <summary>How well a mean is known.</summary>
internal static class StandardError
{
    /// <summary>The standard error of the mean of independent values: their standard deviation, with n - 1, over the root of n; NaN below two.</summary>
    public static double Of(double[] values) => MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(values) / Math.Sqrt(values.Length);
}
