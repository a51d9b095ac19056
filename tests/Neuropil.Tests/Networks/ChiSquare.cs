using MathNet.Numerics.Distributions;

namespace Neuropil.Tests.Networks;

/// <summary>Pearson's chi-square test, failing by chance once in ten thousand seeds.</summary>
internal static class ChiSquare
{
    private const double FalseAlarmRate = 1e-4;

    /// <summary>Asserts that the counts of a fixed total could come from equally likely cells.</summary>
    public static void AssertUniform(IReadOnlyCollection<int> counts)
    {
        double expected = counts.Average();
        Assert.True(expected >= 5, "Too few counts for the test.");
        AssertFits(counts.Sum(count => (count - expected) * (count - expected) / expected), counts.Count - 1);
    }

    /// <summary>Asserts that the counts could come from cells of the given expected counts.</summary>
    public static void AssertExpected(IReadOnlyList<int> counts, IReadOnlyList<double> expected)
        => AssertFits(counts.Zip(expected, (count, mean) => (count - mean) * (count - mean) / mean).Sum(), counts.Count - 1);

    /// <summary>Asserts that a statistic could be a chi-square of the given degrees of freedom.</summary>
    public static void AssertFits(double statistic, double degreesOfFreedom)
    {
        double limit = ChiSquared.InvCDF(degreesOfFreedom, 1 - FalseAlarmRate);
        Assert.True(statistic <= limit, $"chi-square {statistic:F1} exceeds {limit:F1} at {degreesOfFreedom} degrees of freedom");
    }
}
