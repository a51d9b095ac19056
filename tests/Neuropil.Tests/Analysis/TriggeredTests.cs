using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

/// <summary>What happens around spikes and stimuli.</summary>
public class TriggeredTests
{
    [Fact]
    public void A_spike_triggered_average_is_the_mean_of_the_pieces_around_spikes()
    {
        double[] samples = RandomSignals.White(1000, 1);
        var average = SpikeTriggeredAverage.Of([0.6001, 0.0005, 0.3, 1.4995], samples, 1 * ms, 3 * ms, 2 * ms, start: 0.5 * second);
        Assert.Equal(1, average.Spikes); // 0.3 s is before the record, 1.4995 s too near its end
        for (int lag = -3; lag <= 2; lag++)
        {
            Assert.Equal(samples[100 + lag], average.Values[lag + 3]);
        }

        Assert.Equal(-0.003, average.LagsSeconds[0], 1e-12);
        Assert.Equal("a spike-triggered average needs at least 20 spikes with their whole window in the record; there is 1", average.At(0 * ms).Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => average.At(3 * ms));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpikeTriggeredAverage.Of([], samples, 1 * ms, 600 * ms, 600 * ms));
    }

    [Fact]
    public void A_cell_that_fires_where_the_input_is_high_shows_its_kernel()
    {
        // A spike 5 ms after each sample above 1: the mean of a normal number above 1 is φ(1)/Q(1) = 1.525135.
        RandomSignals.AreCalibrated(1.525135, Enumerable.Range(0, 300).Select(repeat => Average((ulong)repeat + 1).At(-5 * ms)));
        RandomSignals.AreCalibrated(0, Enumerable.Range(0, 300).Select(repeat => Average((ulong)repeat + 1).At(-4 * ms)));

        static SpikeTriggeredAverage Average(ulong seed)
        {
            double[] samples = RandomSignals.White(3000, seed);
            double[] spikes = [.. Enumerable.Range(0, 3000).Where(i => samples[i] > 1).Select(i => (i + 5) * 1e-3)];
            return SpikeTriggeredAverage.Of(spikes, samples, 1 * ms, 10 * ms, 0 * ms);
        }
    }

    [Fact]
    public void A_cross_correlogram_counts_pairs()
    {
        var spikes = new SpikeTrains("cells", 2, 1 * ms, 0, 1000, [100, 102, 103, 110, 500, 505], [0, 1, 0, 1, 0, 1]);
        var correlogram = CrossCorrelogram.Of(spikes, 0, spikes, 1, 1 * ms, 10 * ms);
        long[] expected = new long[21];
        (expected[10 + 2], expected[10 + 10], expected[10 - 1], expected[10 + 7], expected[10 + 5]) = (1, 1, 1, 1, 1);
        Assert.Equal(expected, correlogram.Counts);
        Assert.Equal(3 * 3 * 0.001, correlogram.Expected[10], 1e-12);
        Assert.Equal(3 * 3 * 0.001 * 0.99, correlogram.Expected[0], 1e-12);
        Assert.Equal(1 / (3 * 0.001 * 0.998), correlogram.RatesHz[12], 1e-9);

        // Bins of 3 ms: -1, 0, 1 make the middle one.
        Assert.Equal([0L, 0, 0, 1, 1, 2, 1], CrossCorrelogram.Of(spikes, 0, spikes, 1, 2 * ms, 10 * ms).Counts);
        Assert.Equal(0, CrossCorrelogram.Of(spikes, 0, spikes, 0, 1 * ms, 2 * ms).Counts.Sum());
        Assert.Equal(2, CrossCorrelogram.Of(spikes, 0, spikes, 0, 1 * ms, 3 * ms).Counts.Sum());
    }

    [Fact]
    public void Spikes_that_one_neuron_brings_about_in_another_are_found_as_excess()
    {
        // Of the first neuron's spikes 30 % are followed by one of the second after 5 ms, which fires 20 Hz beside.
        var all = Enumerable.Range(0, 300).Select(repeat =>
        {
            var own = RandomTrains.Gamma(2, 20, 100, seed: (ulong)repeat + 1);
            var random = new RandomStream((ulong)repeat, RandomPurpose.Synapse, 1);
            List<(int Step, int Neuron)> spikes = [.. own.Steps.ToArray().Zip(own.Neurons.ToArray())];
            foreach (int step in own.StepsOf(0))
            {
                if (random.NextDouble() < 0.3 && step + 50 < 1_000_000)
                {
                    spikes.Add((step + 50, 1));
                }
            }

            return RandomTrains.Of(2, 100, spikes);
        }).ToList();
        Estimate[] excess = [.. all.Select(spikes => CrossCorrelogram.Of(spikes, 0, spikes, 1, 1 * ms, 20 * ms).Excess(3 * ms, 7 * ms))];
        Assert.Equal(0.3, excess.Average(each => each.Value), 4 * 0.02 / Math.Sqrt(300) * 2);
        RandomSignals.AreCalibrated(
            0, all.Select(spikes => CrossCorrelogram.Of(spikes, 0, spikes, 1, 1 * ms, 20 * ms).Excess(-17 * ms, -3 * ms)));
        Assert.StartsWith("the excess of pairs between lags of 3 ms and 7 ms needs at least 10 expected pairs; there are 0", CrossCorrelogram.Of(
            RandomTrains.Gamma(2, 5, 1), 0, RandomTrains.Gamma(2, 5, 1), 1, 1 * ms, 20 * ms).Excess(3 * ms, 7 * ms).Reason);
    }

    [Fact]
    public void A_trial_histogram_has_the_rate_after_stimuli_and_its_error()
    {
        // A rate of 20 Hz (1 + 0.5 sin(2 pi 4 Hz t)), a stimulus at each period: each trial sees the same rate.
        var spikes = RandomTrains.Modulated(20, 20, 0.5, 4, 100);
        Time[] stimuli = [.. Enumerable.Range(1, 398).Select(k => k * 250 * ms)];
        var histogram = TrialHistogram.Of(spikes, stimuli, 200 * ms, 10 * ms, before: 50 * ms);
        Assert.Equal((398, 20, 25), (histogram.Trials, histogram.Neurons, histogram.RatesHz.Count));
        Assert.Equal(-0.045, histogram.TimesSeconds[0], 1e-12);
        double averaged = 0.5 * Math.Sin(0.04 * Math.PI) / (0.04 * Math.PI); // over a bin
        double[] deviations = [.. histogram.TimesSeconds.Select((time, i)
            => (histogram.RatesHz[i] - (20 * (1 + (averaged * Math.Sin(2 * Math.PI * 4 * time))))) / histogram.StandardErrorsHz[i])];
        Assert.InRange(Math.Sqrt(deviations.Average(value => value * value)), 1 - (4 / Math.Sqrt(50)), 1 + (4 / Math.Sqrt(50)));

        // Poisson spikes: the variance over trials is the mean; 398 trials of 20 neurons in 25 bins know it to sqrt(2/(398 * 500)).
        Assert.Equal(1, histogram.FanoFactors.Average(), 4 * Math.Sqrt(2.0 / (398 * 500)) * 1.5);
        Assert.Contains("Trial 1, whose stimulus comes at 99.9 s",
            Assert.Throws<ArgumentException>(() => TrialHistogram.Of(spikes, [1 * second, 99.9 * second], 200 * ms, 10 * ms)).Message,
                StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TrialHistogram.Of(spikes, [], 200 * ms, 10 * ms));
    }

    [Fact]
    public void Proxies_of_the_field_potential_are_sums_of_currents()
    {
        double[] e = [1, 2, 3, 4, 5, 6, 7, 8, 9], i = [-1, -1, -1, -1, -1, -1, -1, -2, -3];
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 10, 12], FieldPotentialProxy.AbsoluteSum(e, i));
        double[] weighted = FieldPotentialProxy.WeightedSum(e, i, 1 * ms);
        Assert.True(double.IsNaN(weighted[5]));
        Assert.Equal([1 + 1.65, 2 + 3.3, 3 + 4.95], weighted[6..].Select(value => Math.Round(value, 12)));
        Assert.Throws<ArgumentException>(() => FieldPotentialProxy.AbsoluteSum(e, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldPotentialProxy.WeightedSum(e, i, 0.1 * ms));
    }

    // Exponential synapses of 10 ms, read each millisecond: neighbours have the correlation exp(-0.1), and 3 s have some 150 independent samples. An error that
    // forgot that would be 4.5 times too small.
    [Fact]
    public void Errors_of_a_proxy_are_those_over_repeats()
    {
        const int Samples = 3000, Lag = 6;
        double memory = Math.Exp(-0.1);
        double[][] proxies = [.. Enumerable.Range(0, 300).Select(repeat =>
        {
            double[] e = RandomSignals.Autoregressive(Samples, memory, (ulong)(2 * repeat) + 1);
            double[] i = RandomSignals.Autoregressive(Samples, memory, (ulong)(2 * repeat) + 2);
            return FieldPotentialProxy.WeightedSum([.. e.Select(value => 5 + value)], [.. i.Select(value => value - 4)], 1 * ms);
        })];
        RandomSignals.AreCalibrated(5 + (1.65 * 4), proxies.Select(proxy => FieldPotentialProxy.Mean(proxy)));
        RandomSignals.AreCalibrated(Math.Sqrt(1 + (1.65 * 1.65)), proxies.Select(proxy => FieldPotentialProxy.Deviation(proxy)));
        double[] naive = [.. proxies.Select(
            proxy => (FieldPotentialProxy.Mean(proxy).Value - 11.6) / (FieldPotentialProxy.Deviation(proxy).Value / Math.Sqrt(Samples)))];
        Assert.InRange(Math.Sqrt(naive.Average(value => value * value)), 3.5, 5.5);

        Assert.True(double.IsNaN(proxies[0][Lag - 1]));
        Assert.Equal(proxies[0][Lag..].Average(), FieldPotentialProxy.Mean(proxies[0]).Value, 1e-12);
        Assert.Equal("the mean of a field potential's proxy needs at least 20 samples; there are 3", FieldPotentialProxy.Mean([double.NaN, 1, 2, 3]).Reason);
        Assert.Equal("the deviation of a field potential's proxy needs at least 20 samples; there are 3", FieldPotentialProxy.Deviation([1, 2, 3]).Reason);
        Assert.Throws<ArgumentException>(() => FieldPotentialProxy.Mean([1, double.NaN, 2]));
        Assert.Equal(0, FieldPotentialProxy.Deviation([.. Enumerable.Repeat(1e9, 40)]).StandardError);
    }
}
