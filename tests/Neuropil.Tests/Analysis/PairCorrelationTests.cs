using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class PairCorrelationTests
{
    [Fact]
    public void It_is_the_mean_of_all_pairs_one_by_one()
    {
        var spikes = RandomTrains.Modulated(12, 30, 0.9, 4, 5);
        double[][] counts = [.. Enumerable.Range(0, 12).Select(neuron => Counts(spikes, neuron, 100, 500))];
        var pairs = from i in Enumerable.Range(0, 12) from j in Enumerable.Range(i + 1, 11 - i) select Pearson(counts[i], counts[j]);
        Assert.Equal(pairs.Average(), spikes.PairCorrelation(50 * ms).Value, 1e-12);
        Assert.Equal(spikes.SpikeCountCorrelation(50 * ms), spikes.PairCorrelation(50 * ms).Value, 1e-12);

        var (some, others) = (spikes.Slice("some", ..5), spikes.Slice("others", 5..));
        var between = from i in Enumerable.Range(0, 5) from j in Enumerable.Range(5, 7) select Pearson(counts[i], counts[j]);
        Assert.Equal(between.Average(), some.PairCorrelation(others, 50 * ms).Value, 1e-12);

        double[,] matrix = new double[100, 12];
        for (int i = 0; i < 100; i++)
        {
            for (int cell = 0; cell < 12; cell++)
            {
                matrix[i, cell] = counts[cell][i];
            }
        }

        var ofSamples = PairCorrelations.OfSamples(matrix);
        Assert.Equal(pairs.Average(), ofSamples.Value, 1e-12);
        Assert.Equal(spikes.PairCorrelation(50 * ms).StandardError, ofSamples.StandardError, 1e-12);
    }

    [Fact]
    public void The_error_is_that_of_a_jackknife_over_the_pairs_themselves()
    {
        // The influence of a window, made here for each pair by itself.
        double[,] samples = Shared(400, 5, 0.3, seed: 9);
        double[][] cells = [.. Enumerable.Range(0, 5).Select(cell => Standardised([.. Enumerable.Range(0, 400).Select(i => samples[i, cell])]))];
        double[] influence = new double[400];
        foreach (var (i, j) in from i in Enumerable.Range(0, 5) from j in Enumerable.Range(i + 1, 4 - i) select (i, j))
        {
            double r = Pearson(cells[i], cells[j]);
            for (int window = 0; window < 400; window++)
            {
                influence[window] += ((cells[i][window] * cells[j][window]) - (r * ((cells[i][window] * cells[i][window])
                    + (cells[j][window] * cells[j][window])) / 2)) / 10;
            }
        }

        double[] batches = [.. Enumerable.Range(0, 20).Select(batch => influence[(20 * batch)..(20 * (batch + 1))].Average())];
        Assert.Equal(
            MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(batches) / Math.Sqrt(20), PairCorrelations.OfSamples(samples).StandardError, 1e-12);

        static double[] Standardised(double[] values)
        {
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            return [.. values.Select(value => (value - mean) / deviation)];
        }
    }

    [Fact]
    public void Its_errors_are_those_of_repeats()
    {
        RandomSignals.AreCalibrated(0.3, Enumerable.Range(0, 300).Select(repeat => PairCorrelations.OfSamples(Shared(200, 6, 0.3, (ulong)repeat + 1))));
        RandomSignals.AreCalibrated(0, Enumerable.Range(0, 300).Select(repeat
            => RandomTrains.Gamma(5, 30, 4, seed: (ulong)repeat + 1).PairCorrelation(RandomTrains.Gamma(4, 20, 4, seed: (ulong)repeat + 9000), 20 * ms)));
    }

    [Fact]
    public void Potentials_that_share_a_part_are_correlated_by_it()
    {
        double[,] samples = Shared(4000, 4, 0.5, seed: 3);
        var correlation = PairCorrelations.OfSamples(samples);
        Assert.InRange(Math.Abs(correlation.StandardErrorsAbove(0.5)), 0, 4);
        double[] times = [.. Enumerable.Range(0, 4000).Select(i => i * 1e-3)];
        var traces = new Traces(times, [.. Enumerable.Range(0, 4).Select(cell => new Trace("V", "mV", [.. times.Select((_, i) => samples[i, cell])], cell))]);
        Assert.Equal(correlation, traces.PairCorrelation());
        Assert.Equal(correlation, new TraceMatrix("V", "mV", times, [0, 1, 2, 3], samples).PairCorrelation());
    }

    [Fact]
    public void Correlation_grows_with_the_window_up_to_the_time_over_which_cells_are_correlated()
    {
        // A rate r (1 + d sin(2 pi f t)) shared by all: far below the period the covariance of counts is (r d T)²/2 and their variance r T.
        var spikes = RandomTrains.Modulated(40, 50, 0.8, 2, 40);
        Estimate[] byWindow = [.. new[] { 5, 20, 60 }.Select(window => spikes.PairCorrelation(window * ms))];
        double Expected(double window)
        {
            // The sine averaged over a window keeps sinc of its amplitude.
            double phase = Math.PI * 2 * window, modulation = 50 * 0.8 * window * Math.Sin(phase) / phase;
            double variance = (50 * window) + (modulation * modulation / 2);
            return modulation * modulation / 2 / variance;
        }

        Assert.InRange(Math.Abs(byWindow[0].StandardErrorsAbove(Expected(0.005))), 0, 4);
        Assert.InRange(Math.Abs(byWindow[1].StandardErrorsAbove(Expected(0.02))), 0, 4);
        Assert.InRange(Math.Abs(byWindow[2].StandardErrorsAbove(Expected(0.06))), 0, 4);
        Assert.True(byWindow[0].Value < byWindow[1].Value && byWindow[1].Value < byWindow[2].Value);
    }

    [Fact]
    public void Too_few_windows_and_cells_are_said()
    {
        var spikes = RandomTrains.Gamma(3, 20, 1);
        Assert.Equal("a pair correlation needs at least 20 windows of 100 ms; there are 10", spikes.PairCorrelation(100 * ms).Reason);
        Assert.Equal(
            "a pair correlation needs at least 2 cells that change in each population; there is 1",
            RandomTrains.Gamma(1, 20, 5).PairCorrelation(50 * ms).Reason);
        Assert.Contains("longer than the recording of 'cells', 1 s",
            Assert.Throws<ArgumentOutOfRangeException>(() => spikes.PairCorrelation(2 * second)).Message, StringComparison.Ordinal);
        Assert.StartsWith("'cells' was recorded from 0 ms to 2 s",
            Assert.Throws<ArgumentException>(() => spikes.PairCorrelation(RandomTrains.Gamma(3, 20, 2), 10 * ms)).Message);
        Assert.StartsWith("Sample 1 of cell 0 is NaN",
            Assert.Throws<ArgumentException>(() => PairCorrelations.OfSamples(new double[,] { { 1 }, { double.NaN } })).Message);
    }

    private static double[,] Shared(int samples, int cells, double correlation, ulong seed)
    {
        double[] common = RandomSignals.White(samples, seed + 20_000);
        double[,] all = new double[samples, cells];
        for (int cell = 0; cell < cells; cell++)
        {
            double[] own = RandomSignals.White(samples, (seed * 100) + (ulong)cell);
            for (int i = 0; i < samples; i++)
            {
                all[i, cell] = -65 + (3 * ((Math.Sqrt(correlation) * common[i]) + (Math.Sqrt(1 - correlation) * own[i])));
            }
        }

        return all;
    }

    private static double Pearson(double[] first, double[] second) => MathNet.Numerics.Statistics.Correlation.Pearson(first, second);

    private static double[] Counts(SpikeTrains spikes, int neuron, int windows, int windowSteps)
    {
        int[] steps = spikes.StepsOf(neuron).ToArray();
        return [.. Enumerable.Range(0, windows).Select(window => (double)steps.Count(step => step / windowSteps == window))];
    }
}
