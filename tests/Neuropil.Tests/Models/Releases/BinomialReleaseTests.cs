using Neuropil.Experiments;
using Neuropil.Tests.Networks;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>What chance lets out, against its distribution; one false alarm in 10 000 for each number that is compared.</summary>
public class BinomialReleaseTests
{
    private const int Trials = 20_000;

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(5, 0.3)]
    [InlineData(5, 0.5)]
    [InlineData(8, 0.9)]
    [InlineData(40, 0.02)]
    [InlineData(256, 0.7)]
    public void Counts_are_binomial(int sites, double probability)
    {
        double[] found = Amounts(new BinomialRelease("quanta") { Sites = sites, Probability = probability });
        Assert.All(found, count => Assert.True(count == Math.Round(count) && count >= 0 && count <= sites));
        RequireMoments(found, sites * probability, sites * probability * (1 - probability), Kurtosis(sites, probability));
        double failures = Math.Pow(1 - probability, sites);
        Assert.InRange(found.Count(count => count == 0) / (double)Trials - failures, -4 * Error(failures) - 1e-12,
            (4 * Error(failures)) + (failures < 1e-9 ? 0 : 1e-12));
        int most = found.Max(count => (int)count) + 1;
        double[] observed = [.. Enumerable.Range(0, most).Select(k => (double)found.Count(count => count == k))];
        double statistic = 0;
        int bins = 0;
        for (int k = 0; k < most; k++)
        {
            double expected = Trials * Mass(sites, probability, k);
            if (expected >= 10)
            {
                statistic += (observed[k] - expected) * (observed[k] - expected) / expected;
                bins++;
            }
        }

        Assert.True(statistic < MathNet.Numerics.Distributions.ChiSquared.InvCDF(bins, 1 - 1e-4), $"chi square {statistic} in {bins} bins");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 7)]
    public void Certainty_is_certain(double probability, double expected)
        => Assert.All(Amounts(new BinomialRelease("quanta") { Sites = 7, Probability = probability }), count => Assert.Equal(expected, count));

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.5)]
    public void Quanta_of_unequal_size_add_their_variance_and_are_positive(double variation)
    {
        double[] found = Amounts(new BinomialRelease("quanta") { Sites = 4, Probability = 0.6, QuantalVariation = variation });
        double variance = 4 * 0.6 * (0.4 + (variation * variation));
        double mean = found.Average();
        double fourth = found.Average(amount => Math.Pow(amount - mean, 4)) / (variance * variance);
        RequireMoments(found, 4 * 0.6, variance, fourth);
        Assert.Equal(Math.Pow(0.4, 4), found.Count(amount => amount == 0) / (double)Trials, 4 * Error(Math.Pow(0.4, 4)));
        Assert.All(found, amount => Assert.True(amount >= 0));

        // One quantum of size s has the inverse Gaussian density: P(s <= 1) in closed form.
        double[] single = [.. Amounts(new BinomialRelease("quanta") { Sites = 1, Probability = 1, QuantalVariation = variation })];
        double below = 0.5 + (Math.Exp(2 / (variation * variation)) * MathNet.Numerics.Distributions.Normal.CDF(0, 1, -2 / variation));
        Assert.Equal(below, single.Count(size => size <= 1) / (double)Trials, 4 * Error(below));
    }

    [Fact]
    public void Sites_that_are_refilled_by_chance_have_the_mean_of_the_deterministic_synapse()
    {
        double[] spikes = Trains.Irregular(12, 50, seed: 1);
        Time[] times = [.. spikes.Select(time => time * ms)];
        var release = new StochasticTsodyksMarkram("v") { Sites = 6, Utilization = 0.4, Recovery = 300 * ms, Facilitation = 200 * ms };
        var trials = ReleaseTrials.Of([new SynapseUnderTest(release, times, 4000)], (spikes[^1] + 1) * ms, 0.1 * ms, Trains.Session());
        double[] mean = Trains.Of(new TsodyksMarkram("r") { Utilization = 0.4, Recovery = 300 * ms, Facilitation = 200 * ms }, spikes);
        double[][] counts = [.. Enumerable.Range(0, 4000).Select(trial => trials.AtSpikes(0, trial))];
        for (int k = 0; k < spikes.Length; k++)
        {
            // Sites are independent, and so binomial at each spike.
            double[] at = [.. counts.Select(row => row[k])];
            RequireMoments(at, 6 * mean[k], 6 * mean[k] * (1 - mean[k]), Kurtosis(6, mean[k]));
        }

        Assert.All(trials.Numbers(0, "full").Zip(trials.Numbers(0, "ready"), counts.Select(row => row[^1])),
            row => Assert.Equal(row.First - row.Second, row.Third));
        Assert.All(trials.Numbers(0, "full"), full => Assert.InRange(full, 0, 6));
    }

    private static double[] Amounts(Release release)
    {
        var trials = ReleaseTrials.Of([new SynapseUnderTest(release, [1 * ms], Trials)], 2 * ms, 0.1 * ms, Trains.Session());
        return [.. Enumerable.Range(0, Trials).Select(trial => trials.AtSpikes(0, trial)[0])];
    }

    private static void RequireMoments(double[] found, double mean, double variance, double kurtosis)
    {
        double average = found.Average();
        double spread = found.Sum(value => (value - average) * (value - average)) / (found.Length - 1);
        Assert.Equal(mean, average, 4 * Math.Sqrt(variance / found.Length));
        Assert.Equal(variance, spread, 4 * variance * Math.Sqrt((kurtosis - 1) / found.Length));
    }

    private static double Error(double p) => Math.Sqrt(p * (1 - p) / Trials);

    private static double Kurtosis(int n, double p) => 3 + ((1 - (6 * p * (1 - p))) / (n * p * (1 - p)));

    private static double Mass(int n, double p, int k) => MathNet.Numerics.Distributions.Binomial.PMF(p, n, k);
}
