using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class BranchingRatioTests
{
    [Theory]
    [InlineData(0.9, 1.0)]
    [InlineData(0.9, 0.05)]
    [InlineData(0.98, 0.05)]
    public void The_ratio_is_found_whatever_part_of_the_spikes_is_seen(double ratio, double seen)
    {
        var found = BranchingRatio.Of(Process(60_000, ratio, seen, seed: 1), 4 * ms, 400 * ms);
        Assert.Equal(ratio, found.Value.Value, 0.01);
        Assert.InRange(Math.Abs(found.Value.StandardErrorsAbove(ratio)), 0, 4);
        Assert.InRange(Math.Abs(found.CorrelationTime.StandardErrorsAbove(-0.004 / Math.Log(ratio))), 0, 4);
        if (seen < 1)
        {
            // Of the variance V of the whole activity the part s² V + s (1 - s) A is seen, of its covariances s²: b = s V/(s V + (1 - s) A), V/A = 1/(1 - m²).
            double relative = 1 / (1 - (ratio * ratio));
            double factor = seen * relative / ((seen * relative) + 1 - seen);
            Assert.InRange(Math.Abs(found.Uncorrected.StandardErrorsAbove(factor * ratio)), 0, 4);
            Assert.InRange(Math.Abs(found.Amplitude.StandardErrorsAbove(factor)), 0, 4);
            Assert.True(found.Uncorrected.Value < 0.8 * ratio);
        }
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
        => RandomSignals.AreCalibrated(
            0.8, Enumerable.Range(0, 300).Select(repeat => BranchingRatio.Of(Process(2000, 0.8, 0.3, (ulong)repeat + 1), 4 * ms, 80 * ms).Value));

    [Fact]
    public void Spikes_without_memory_have_no_ratio()
    {
        var spikes = RandomTrains.Gamma(20, 20, 20);
        Assert.StartsWith("the activity has no memory to tell a ratio from", BranchingRatio.Of(spikes, 4 * ms, 80 * ms).Value.Reason);
        Assert.False(BranchingRatio.Of(spikes, 4 * ms, 80 * ms).CorrelationTime.IsKnown);
    }

    [Fact]
    public void Spikes_are_counted_in_bins()
    {
        var spikes = RandomTrains.Modulated(20, 20, 0.9, 2, 10);
        double[] counts = [.. spikes.PopulationRate(4 * ms).Values.Select(rate => rate * 20 * 0.004)];
        Assert.Equal(BranchingRatio.Of(counts, 4 * ms, 40 * ms).Value.Value, BranchingRatio.Of(spikes, 4 * ms, 40 * ms).Value.Value, 1e-9);
    }

    [Fact]
    public void A_record_that_is_too_short_is_refused()
    {
        double[] activity = Process(100, 0.8, 1, 1);
        Assert.Contains("it lasts 400 ms", Assert.Throws<ArgumentOutOfRangeException>(() => BranchingRatio.Of(activity, 4 * ms, 80 * ms)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BranchingRatio.Of(activity, 4 * ms, 4 * ms));
        Assert.StartsWith("The activity never changes", Assert.Throws<ArgumentException>(() => BranchingRatio.Of(new double[100], 4 * ms, 8 * ms)).Message);
    }

    // A(t+1) ~ Poisson(m A(t) + h) with the mean 100; each spike is seen with a probability.
    private static double[] Process(int bins, double ratio, double seen, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.SpikeSource, 5);
        double[] activity = new double[bins];
        double whole = 100;
        for (int i = -200; i < bins; i++)
        {
            whole = random.NextPoisson((ratio * whole) + (100 * (1 - ratio)));
            if (i >= 0)
            {
                // Poisson offspring of a Poisson number: each spike by itself.
                for (int spike = 0; spike < whole; spike++)
                {
                    activity[i] += seen >= 1 || random.NextDouble() < seen ? 1 : 0;
                }
            }
        }

        return activity;
    }
}
