using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class SpikeEstimatesTests
{
    [Fact]
    public void The_numbers_are_those_of_the_statistics_without_errors()
    {
        var spikes = RandomTrains.Modulated(30, 30, 0.5, 3, 4);
        var intervals = spikes.InterspikeIntervals();
        Assert.Equal(spikes.MeanRate() / Hz, spikes.RateEstimate().Value, 1e-12);
        Assert.Equal(intervals.Cv, spikes.CvEstimate().Value, 1e-12);
        Assert.Equal(intervals.Cv2, spikes.Cv2Estimate().Value, 1e-12);
        Assert.Equal(intervals.LocalVariation, spikes.LocalVariationEstimate().Value, 1e-12);
        Assert.Equal(spikes.FanoFactor(50 * ms), spikes.FanoEstimate(50 * ms).Value, 1e-12);
        Assert.Equal(spikes.SynchronyChi(5 * ms), spikes.SynchronyEstimate(5 * ms).Value, 1e-12);
    }

    [Fact]
    public void Their_errors_are_those_of_repeats()
    {
        SpikeTrains[] poisson = [.. Enumerable.Range(0, 300).Select(repeat => RandomTrains.Gamma(4, 20, 10, seed: (ulong)repeat + 1))];
        RandomSignals.AreCalibrated(20, poisson.Select(spikes => spikes.RateEstimate()));
        RandomSignals.AreCalibrated(1, poisson.Select(spikes => spikes.FanoEstimate(50 * ms)));

        // Four cells: a jackknife over intervals. Of n intervals CV is too small by about 1/n, CV2 and the local variation are not.
        RandomSignals.AreCalibrated(1, poisson.Select(spikes => spikes.Cv2Estimate()));
        RandomSignals.AreCalibrated(1, poisson.Select(spikes => spikes.LocalVariationEstimate()));
        SpikeTrains[] gamma = [.. Enumerable.Range(0, 300).Select(repeat => RandomTrains.Gamma(4, 40, 10, order: 4, seed: (ulong)repeat + 1))];
        RandomSignals.AreCalibrated(0.5, gamma.Select(spikes => spikes.CvEstimate()));

        // Ten independent cells: one over the root of ten.
        RandomSignals.AreCalibrated(
            1 / Math.Sqrt(10), Enumerable.Range(0, 300).Select(repeat => RandomTrains.Gamma(10, 20, 4, seed: (ulong)repeat + 1).SynchronyEstimate(5 * ms)));
    }

    [Fact]
    public void The_error_of_a_rate_is_that_of_correlated_cells()
    {
        // All cells share a rate of 20 Hz (1 + 0.8 sin): the error of their mean does not go with their number.
        var shared = RandomTrains.Modulated(400, 20, 0.8, 0.4, 10).RateEstimate();
        Assert.InRange(shared.StandardError, 1, 4); // independent cells would have sqrt(20/(400 * 10)) = 0.07 Hz
    }

    [Fact]
    public void The_Fano_factor_against_the_window_tends_to_the_squared_CV()
    {
        // Order 4 at 50 Hz: short windows see 0 or 1 spikes, F = 1 - r T; windows of 1 s 1/4 + (1 - 1/16)/(6 * 50) = 0.2531 (Cox and Lewis 1966, section 4.4).
        var spikes = RandomTrains.Gamma(50, 50, 60, order: 4);
        Assert.InRange(Math.Abs(spikes.FanoEstimate(0.5 * ms).StandardErrorsAbove(1 - (50 * 0.0005))), 0, 4);
        Assert.InRange(Math.Abs(spikes.FanoEstimate(1 * second).StandardErrorsAbove(0.2531)), 0, 4);
    }

    [Fact]
    public void Too_few_spikes_are_said()
    {
        var one = RandomTrains.Gamma(1, 20, 1);
        Assert.StartsWith(
            "the CV of intervals needs 40 intervals of each of fewer than 8 neurons that have two, or 8 such neurons; there are 1", one.CvEstimate().Reason);
        Assert.Equal("the Fano factor needs at least 20 windows of 100 ms; there are 10", one.FanoEstimate(100 * ms).Reason);
        var silent = new SpikeTrains("x", 5, 0.1 * ms, 0, 1000, [], []);
        Assert.Equal("the synchrony needs at least 20 spikes; there are 0", silent.SynchronyEstimate(5 * ms).Reason);
        var two = new SpikeTrains("two", 2, 0.1 * ms, 0, 1000, [10, 400], [0, 1]);
        Assert.Equal("the synchrony needs at least 20 spikes; there are 2", two.SynchronyEstimate(5 * ms).Reason);
        Assert.Equal("the Fano factor needs at least 20 spikes; there are 2", two.FanoEstimate(5 * ms).Reason);
        Assert.Equal("a pair correlation needs at least 20 spikes; there are 2", two.PairCorrelation(5 * ms).Reason);
        Assert.Equal("a pair correlation needs at least 20 spikes; there are 2", two.PairCorrelation(two, 5 * ms).Reason);
        var regular = new SpikeTrains("regular", 1, 0.1 * ms, 0, 1000, [.. Enumerable.Range(0, 20).Select(k => 50 * k)], new int[20]);
        Assert.Equal("the synchrony needs a neuron whose count changes; there is none", regular.SynchronyEstimate(5 * ms).Reason);
        Assert.Equal((0, 0), (silent.RateEstimate().Value, silent.RateEstimate().StandardError));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.FanoEstimate(2 * second));
    }

    [Fact]
    public void A_smoothed_rate_follows_what_is_slower_than_its_kernel()
    {
        // exp(-(2 pi f width)²/2) of a modulation is left.
        var rate = RandomTrains.Modulated(2000, 20, 0.5, 5, 10).PopulationRate(1 * ms);
        double left = 2 * rate.Smoothed(20 * ms).Values.Select((value, i) => value * Math.Sin(2 * Math.PI * 5 * rate.Centre(i).SiValue)).Average();
        Assert.Equal(10 * Math.Exp(-Math.Pow(2 * Math.PI * 5 * 0.02, 2) / 2), left, 0.15);
        Assert.Equal(20, (rate with { Values = [.. rate.Values.Select(_ => 20.0)] }).Smoothed(20 * ms).Values[0], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => rate.Smoothed(0.5 * ms));
    }
}
