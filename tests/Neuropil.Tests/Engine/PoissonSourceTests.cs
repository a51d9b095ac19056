using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Poisson sources: statistics within their standard errors (seeds fixed), and trains that only the seed and the cell decide.</summary>
public class PoissonSourceTests
{
    // A bound of 4.5 standard errors has a false-alarm rate below 1e-5 a check, for any seed.
    private const double StandardErrors = 4.5;

    [Theory]
    [InlineData(20)]
    [InlineData(2000)]
    public void Rate_and_irregularity_are_those_of_a_Poisson_process(double rate)
    {
        const int cells = 400;
        const double seconds = 2;
        var trains = Run(cells, rate, seconds, 0.1 * ms, threads: 1);
        double expected = cells * rate * seconds;
        Assert.InRange(trains.Count, expected - (StandardErrors * Math.Sqrt(expected)), expected + (StandardErrors * Math.Sqrt(expected)));

        // Counts of cells: their variance is their mean, and the sample variance of n Poisson counts of mean m has the relative standard
        // error sqrt(2/n + 1/(n m)).
        double mean = trains.Counts().Average();
        double variance = trains.Counts().Sum(count => (count - mean) * (count - mean)) / (cells - 1);
        double error = Math.Sqrt((2.0 / cells) + (1 / (cells * mean)));
        Assert.InRange(variance / mean, 1 - (StandardErrors * error), 1 + (StandardErrors * error));

        // Intervals of all cells are exponential: CV 1, with standard error 1/sqrt(n); that of cut-off trains is lower by about 1/(rate T).
        var intervals = Enumerable.Range(0, cells).SelectMany(cell => Intervals(trains.TimesSeconds(cell))).ToList();
        double meanInterval = intervals.Average();
        double cv = Math.Sqrt(intervals.Average(interval => Math.Pow(interval - meanInterval, 2))) / meanInterval;
        double cut = 2 / (rate * seconds);
        double grid = Math.Pow(1e-4 * rate, 2) / 12; // rounding to steps adds dt^2/6 to the variance
        Assert.InRange(cv, 1 - cut - (StandardErrors / Math.Sqrt(intervals.Count)), 1 + grid + (StandardErrors / Math.Sqrt(intervals.Count)));
    }

    [Fact]
    public void Two_spikes_of_a_cell_in_one_step_both_count()
    {
        var trains = Run(50, 20_000, 0.1, 0.1 * ms, threads: 2);
        double expected = 50 * 20_000 * 0.1;
        Assert.InRange(trains.Count, expected - (StandardErrors * Math.Sqrt(expected)), expected + (StandardErrors * Math.Sqrt(expected)));
    }

    [Fact]
    public void Trains_do_not_depend_on_threads()
        => Assert.Equal(Run(300, 100, 0.5, 0.1 * ms, threads: 1).Hash(), Run(300, 100, 0.5, 0.1 * ms, threads: 3).Hash());

    [Fact]
    public void Trains_do_not_depend_on_the_time_step()
    {
        // In both grids a spike lies in the step that holds its time: half as long a step, the same time to within it.
        var coarse = Run(100, 100, 1, 0.1 * ms, threads: 1);
        var fine = Run(100, 100, 1, 0.05 * ms, threads: 1);
        Assert.Equal(coarse.Count, fine.Count);
        for (int cell = 0; cell < 100; cell++)
        {
            Assert.Equal(coarse.StepsOf(cell).ToArray(), fine.StepsOf(cell).ToArray().Select(step => step / 2));
        }
    }

    [Fact]
    public void Trains_of_different_cells_and_populations_differ()
    {
        var network = new Network();
        var first = network.Add(new Population("first", 2, new PoissonSource { Rate = 100 * Hz }));
        var second = network.Add(new Population("second", 2, new PoissonSource { Rate = 100 * Hz }));
        using var run = new Simulation(network);
        var records = new[] { run.Record(first.Spikes), run.Record(second.Spikes) };
        run.Advance(1000 * ms);
        var trains = records.SelectMany(record => Enumerable.Range(0, 2).Select(cell => string.Join(' ', record.Trains().StepsOf(cell).ToArray()))).ToList();
        Assert.Equal(4, trains.Distinct().Count());
    }

    [Fact]
    public void Rates_of_each_cell_its_own_and_zero_is_silence()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new PoissonSource { Rate = new[] { 0 * Hz, 100 * Hz, 400 * Hz } }));
        using var run = new Simulation(network);
        var record = run.Record(cells.Spikes);
        run.Advance(10 * second);
        int[] counts = record.Trains().Counts();
        Assert.Equal(0, counts[0]);
        Assert.InRange(counts[1], 1000 - (StandardErrors * Math.Sqrt(1000)), 1000 + (StandardErrors * Math.Sqrt(1000)));
        Assert.InRange(counts[2], 4000 - (StandardErrors * Math.Sqrt(4000)), 4000 + (StandardErrors * Math.Sqrt(4000)));
    }

    private static SpikeTrains Run(int cells, double rate, double seconds, Time timeStep, int threads)
    {
        var network = new Network { Seed = 11 };
        var population = network.Add(new Population("cells", cells, new PoissonSource { Rate = rate * Hz }));
        using var run = new Simulation(network, new RunOptions { TimeStep = timeStep, Threads = threads });
        var record = run.Record(population.Spikes);
        run.Advance(seconds * second);
        return record.Trains();
    }

    private static IEnumerable<double> Intervals(double[] times) => times.Skip(1).Zip(times, (later, earlier) => later - earlier);
}
