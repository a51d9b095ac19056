using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class SpikeCountStatisticsTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void The_Fano_factor_of_Poisson_trains_is_one_in_any_window(double window)
    {
        // Variance of the estimate about 2 / (neurons * windows): below 0.01 at 500 neurons and 40 windows.
        double fano = RandomTrains.Gamma(500, rateHz: 10, seconds: 20).FanoFactor(window * second);
        Assert.Equal(1, fano, 0.04);
    }

    [Fact]
    public void The_Fano_factor_of_a_gamma_train_tends_to_its_squared_CV()
    {
        // Order 4 at 50 Hz in windows of 2 s: 1/4 + (1 - 1/16) / (6 * 100) = 0.2516 (Cox and Lewis 1966, section 4.4).
        double fano = RandomTrains.Gamma(300, rateHz: 50, seconds: 60, order: 4).FanoFactor(2 * second);
        Assert.Equal(0.2516, fano, 0.02);
    }

    [Fact]
    public void The_Fano_factor_of_regular_trains_is_zero()
        => Assert.Equal(0, RandomTrains.Regular(5, 100, 100).FanoFactor(0.1 * second));

    [Fact]
    public void A_Fano_factor_needs_two_windows_and_a_spike()
    {
        Assert.True(double.IsNaN(RandomTrains.Regular(5, 100, 100).FanoFactor(1 * second)));
        Assert.True(double.IsNaN(new SpikeTrains("x", 5, 0.1 * ms, 0, 1000, [], []).FanoFactor(0.01 * second)));
    }

    [Fact]
    public void Neurons_that_fire_together_have_a_synchrony_of_one()
        => Assert.Equal(1, RandomTrains.Regular(20, 100, 100).SynchronyChi(0.005 * second), 12);

    [Theory]
    [InlineData(25)]
    [InlineData(400)]
    public void Independent_neurons_have_a_synchrony_of_one_over_root_N(int neurons)
    {
        // 4000 bins: χ² has a relative standard error of sqrt(2 / 4000), χ half of it, 1.1 %.
        double chi = RandomTrains.Gamma(neurons, rateHz: 20, seconds: 20).SynchronyChi(0.005 * second);
        Assert.Equal(1 / Math.Sqrt(neurons), chi, 0.05 / Math.Sqrt(neurons));
    }

    [Fact]
    public void Two_groups_in_antiphase_have_no_synchrony()
    {
        // Each group fires in every second bin: the population count never changes.
        List<(int, int)> spikes = [.. Enumerable.Range(0, 100).SelectMany(bin => new[] { (bin * 10, bin % 2), (bin * 10, 2 + (bin % 2)) })];
        Assert.Equal(0, RandomTrains.Of(4, 0.1, spikes).SynchronyChi(0.001 * second));
    }

    [Fact]
    public void Neurons_that_never_change_have_no_synchrony()
        => Assert.True(double.IsNaN(new SpikeTrains("x", 5, 0.1 * ms, 0, 1000, [], []).SynchronyChi(0.01 * second)));

    [Fact]
    public void Synchrony_of_traces_is_one_for_equal_ones_and_a_closed_form_for_phases()
    {
        double[] times = [.. Enumerable.Range(0, 1000).Select(i => i * 1e-3)];
        Trace Sine(double phase, int neuron) => new("V", "mV", [.. times.Select(t => -65 + (10 * Math.Sin((2 * Math.PI * 5 * t) + phase)))], neuron);
        Assert.Equal(1, new Traces(times, [Sine(0.3, 0), Sine(0.3, 1), Sine(0.3, 2)]).SynchronyChi(), 9);

        // The mean of two unit sines with phase difference φ has amplitude cos(φ / 2).
        Assert.Equal(Math.Cos(0.5), new Traces(times, [Sine(0, 0), Sine(1, 1)]).SynchronyChi(), 9);
    }

    [Fact]
    public void Identical_neurons_have_a_count_correlation_of_one()
    {
        SpikeTrains one = RandomTrains.Gamma(1, rateHz: 20, seconds: 20);
        List<(int, int)> copies = [.. one.Steps.ToArray().SelectMany(step => Enumerable.Range(0, 6).Select(neuron => (step, neuron)))];
        Assert.Equal(1, RandomTrains.Of(6, 20, copies).SpikeCountCorrelation(0.05 * second), 9);
    }

    [Fact]
    public void Neurons_that_share_a_fraction_of_their_spikes_have_that_correlation()
    {
        // Each neuron: 6 Hz of its own and 4 Hz of a common train; the covariance of counts is that of the common part.
        SpikeTrains own = RandomTrains.Gamma(50, rateHz: 6, seconds: 200, seed: 3);
        SpikeTrains common = RandomTrains.Gamma(1, rateHz: 4, seconds: 200, seed: 4);
        List<(int, int)> spikes = [.. own.Steps.ToArray().Zip(own.Neurons.ToArray())];
        spikes.AddRange(common.Steps.ToArray().SelectMany(step => Enumerable.Range(0, 50).Select(neuron => (step, neuron))));
        Assert.Equal(0.4, RandomTrains.Of(50, 200, spikes).SpikeCountCorrelation(0.1 * second), 0.04);
    }

    [Fact]
    public void The_mean_correlation_equals_that_of_all_pairs_one_by_one()
    {
        SpikeTrains spikes = RandomTrains.Modulated(12, 30, 0.9, 4, 5);
        double[][] counts = [.. Enumerable.Range(0, 12).Select(neuron => Counts(spikes.StepsOf(neuron).ToArray(), 100, 500))];
        var pairs = from i in Enumerable.Range(0, 12)
                    from j in Enumerable.Range(i + 1, 11 - i)
                    select MathNet.Numerics.Statistics.Correlation.Pearson(counts[i], counts[j]);
        Assert.Equal(pairs.Average(), spikes.SpikeCountCorrelation(0.05 * second), 9);

        static double[] Counts(int[] steps, int windows, int windowSteps)
            => [.. Enumerable.Range(0, windows).Select(window => (double)steps.Count(step => step / windowSteps == window))];
    }

    [Fact]
    public void Independent_neurons_have_no_count_correlation()
        => Assert.Equal(0, RandomTrains.Gamma(100, rateHz: 20, seconds: 20).SpikeCountCorrelation(0.05 * second), 0.003);

    [Fact]
    public void A_correlation_needs_two_neurons_that_change()
        => Assert.True(double.IsNaN(RandomTrains.Gamma(1, 20, 5).SpikeCountCorrelation(0.05 * second)));

    [Fact]
    public void Sparseness_is_zero_when_all_fire_alike_and_one_when_one_fires()
    {
        SpikeTrains alike = RandomTrains.Regular(10, 100, 10);
        Assert.Equal((1.0, 0.0), (alike.ActivityRatio(), alike.PopulationSparseness()));
        var lonely = new SpikeTrains("x", 10, 0.1 * ms, 0, 1000, [5, 7, 9], [3, 3, 3]);
        Assert.Equal(0.1, lonely.ActivityRatio(), 12);
        Assert.Equal(1, lonely.PopulationSparseness(), 12);
    }

    [Fact]
    public void The_activity_ratio_is_the_fraction_that_fires_alike()
    {
        SpikeTrains quarter = RandomTrains.Regular(5, 100, 10);
        Assert.Equal(0.25, new SpikeTrains("x", 20, 0.1 * ms, 0, 1000, quarter.Steps, quarter.Neurons).ActivityRatio(), 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_window_that_is_not_positive_is_refused(double window)
    {
        SpikeTrains spikes = RandomTrains.Regular(2, 10, 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => spikes.FanoFactor(window * second));
        Assert.Throws<ArgumentOutOfRangeException>(() => spikes.SynchronyChi(window * second));
        Assert.Throws<ArgumentOutOfRangeException>(() => spikes.PopulationRate(window * second));
        Assert.Throws<ArgumentOutOfRangeException>(() => spikes.SpikeCountCorrelation(window * second));
    }
}
