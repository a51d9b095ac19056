using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class CrossCorrelationTests
{
    private const double Memory = 0.9;

    [Fact]
    public void A_signal_that_follows_another_is_found_at_its_lag()
    {
        // y(t) = x(t - 7) + noise of variance 0.25: the correlation at k is memory^|k - 7|/sqrt(1.25).
        var (x, y) = Pair(20_000, 7, seed: 1);
        var correlation = CrossCorrelation.Of(x, y, RandomSignals.Interval, 40 * ms);
        Assert.InRange(Math.Abs(correlation.PeakLag.StandardErrorsAbove(0.007)), 0, 4);
        Assert.InRange(correlation.PeakLag.StandardError, 0, 0.0002);
        Assert.InRange(Math.Abs(correlation.PeakValue.StandardErrorsAbove(1 / Math.Sqrt(1.25))), 0, 4);
        foreach (int lag in new[] { -20, 0, 5, 12, 30 })
        {
            double expected = Math.Pow(Memory, Math.Abs(lag - 7)) / Math.Sqrt(1.25);
            Assert.InRange(Math.Abs(correlation.At(lag * ms).StandardErrorsAbove(expected)), 0, 4);
        }
    }

    [Fact]
    public void Transforms_give_what_a_loop_over_products_gives()
    {
        var (x, y) = Pair(700, 3, seed: 2);
        var correlation = CrossCorrelation.Of(x, y, RandomSignals.Interval, 20 * ms);
        double[] a = [.. x.Select(value => value - x.Average())], b = [.. y.Select(value => value - y.Average())];
        double scale = Math.Sqrt(a.Average(value => value * value) * b.Average(value => value * value));
        for (int lag = -20; lag <= 20; lag++)
        {
            int[] places = [.. Enumerable.Range(0, 700).Where(i => i + lag >= 0 && i + lag < 700)];
            Assert.Equal(places.Average(i => a[i] * b[i + lag]) / scale, correlation.Values[lag + 20], 1e-12);
        }

        Assert.Equal((-0.02, 0.02), (correlation.LagsSeconds[0], correlation.LagsSeconds[^1]));
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        // Bias of the autocorrelation of 4000 samples with a correlation time of 20: about 2 * 20/4000 = 0.005, below half an error of 0.03.
        var all = Enumerable.Range(0, 300).Select(repeat =>
        {
            double[] x = RandomSignals.Autoregressive(4000, Memory, (ulong)repeat + 1);
            return CrossCorrelation.Of(x, x, RandomSignals.Interval, 10 * ms);
        }).ToList();
        RandomSignals.AreCalibrated(Math.Pow(Memory, 5), all.Select(each => each.At(5 * ms)));
        RandomSignals.AreCalibrated(0.007, Enumerable.Range(0, 300).Select(repeat =>
        {
            var (x, y) = Pair(2000, 7, (ulong)repeat + 1, noise: 2);
            return CrossCorrelation.Of(x, y, RandomSignals.Interval, 30 * ms).PeakLag;
        }));
    }

    [Fact]
    public void Trials_have_a_shift_predictor()
    {
        // What all trials share has the variance 1, what is of each trial and in both signals 1, what is of each signal alone 2.
        double[] stimulus = RandomSignals.White(200, 900);
        double[][] shared = [.. Enumerable.Range(0, 60).Select(trial => RandomSignals.White(200, 1000 + (ulong)trial))];
        double[][] Signals(ulong seed) => [.. shared.Select((own, trial) =>
        {
            double[] noise = RandomSignals.White(200, seed + (ulong)trial);
            return Enumerable.Range(0, 200).Select(i => stimulus[i] + own[i] + (Math.Sqrt(2) * noise[i])).ToArray();
        })];
        double[][] first = Signals(2000), second = Signals(3000);
        double power = stimulus.Average(value => value * value) - Math.Pow(stimulus.Average(), 2); // of this stimulus, about 1
        var raw = CrossCorrelation.OfTrials(first, second, RandomSignals.Interval, 5 * ms).At(0 * ms);
        var shifted = CrossCorrelation.OfTrials(first, second, RandomSignals.Interval, 5 * ms, shift: 1).At(0 * ms);
        Assert.InRange(Math.Abs(raw.StandardErrorsAbove((power + 1) / (power + 3))), 0, 4);
        Assert.InRange(Math.Abs(shifted.StandardErrorsAbove(power / (power + 3))), 0, 4);
    }

    [Fact]
    public void A_record_that_is_too_short_has_no_error_and_says_how_long_it_must_be()
    {
        var (x, y) = Pair(100, 3, seed: 3);
        var correlation = CrossCorrelation.Of(x, y, RandomSignals.Interval, 20 * ms);
        Assert.Equal("the error of a correlation up to a lag of 20 ms needs a record of 160 ms; it lasts 100 ms", correlation.PeakLag.Reason);
        Assert.True(double.IsFinite(correlation.Values[20]));
        var trials = CrossCorrelation.OfTrials([x, x], [y, y], RandomSignals.Interval, 20 * ms);
        Assert.Equal("the error of a correlation over trials needs at least 8 trials; there are 2", trials.At(0 * ms).Reason);
    }

    [Fact]
    public void A_peak_at_the_end_of_the_lags_is_none()
    {
        var (x, y) = Pair(2000, 7, seed: 4);
        Assert.Equal(
            "the correlation is largest at the end of the lags, 4 ms: they must reach further",
            CrossCorrelation.Of(x, y, RandomSignals.Interval, 4 * ms).PeakLag.Reason);
    }

    [Fact]
    public void A_signal_that_never_changes_has_no_correlation()
        => Assert.Equal(
            "a signal that never changes has no correlation",
            CrossCorrelation.Of(new double[1000], RandomSignals.White(1000, 1), RandomSignals.Interval, 5 * ms).At(0 * ms).Reason);

    [Fact]
    public void Bad_signals_are_named()
    {
        double[] x = RandomSignals.White(50, 1), hole = [.. x];
        hole[17] = double.NaN;
        Assert.StartsWith("Sample 17 of 50 is NaN", Message(() => CrossCorrelation.Of(x, hole, RandomSignals.Interval, 5 * ms)));
        Assert.StartsWith("The second signal has 49 samples and the first 50",
            Message(() => CrossCorrelation.Of(x, x.AsSpan(1), RandomSignals.Interval, 5 * ms)));
        Assert.Contains("at most the record, 49 ms", Message(() => CrossCorrelation.Of(x, x, RandomSignals.Interval, 50 * ms)), StringComparison.Ordinal);
        Assert.StartsWith("The time between samples must be positive", Message(() => CrossCorrelation.Of(x, x, 0 * ms, 5 * ms)));
        Assert.Contains("known up to lags of 5 ms",
            Message(() => CrossCorrelation.Of(x, x, RandomSignals.Interval, 5 * ms).At(6 * ms)), StringComparison.Ordinal);
        Assert.StartsWith("There are 1 trials of the first signal and 0", Message(() => CrossCorrelation.OfTrials([x], [], RandomSignals.Interval, 5 * ms)));

        static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
    }

    private static (double[] First, double[] Second) Pair(int samples, int lag, ulong seed, double noise = 0.5)
    {
        double[] x = RandomSignals.Autoregressive(samples + lag, Memory, seed), own = RandomSignals.White(samples, seed + 5000);
        return (x[lag..], [.. own.Select((value, i) => x[i] + (noise * value))]);
    }
}
