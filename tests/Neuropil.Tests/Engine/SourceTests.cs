using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// Sources of a user's own: their intervals against closed forms, the same trains for any threads and after a resume, and errors that name them.
/// </summary>
public class SourceTests
{
    private const int Cells = 400;
    private const double Rate = 100; // Hz

    public static TheoryData<string> Processes => ["poisson", "gamma 4", "gamma 0.5", "dead time"];

    [Theory]
    [MemberData(nameof(Processes))]
    public void Intervals_have_the_distribution_that_the_source_states(string process)
    {
        var (source, below) = Process(process);
        var trains = Run(source, 1 * second);

        // The first 20 of each cell, all of which end within the run.
        RequireDistribution(trains, times => times.Zip(times.Skip(1), (earlier, later) => later - earlier).Take(20), below);
    }

    [Fact]
    public void A_process_that_began_long_ago_has_the_first_spikes_of_one()
    {
        // Density 1 - F of intervals with mean one; of Erlang's with shape 4, the mean of the distributions with shapes 1 to 4 and the same scale.
        double Below(double x) => Enumerable.Range(1, 4).Average(shape => OwnGammaSource.Below(shape, 4 * x / shape));
        RequireDistribution(Run(new OwnGammaSource { Rate = Rate * Hz }, 0.2 * second), times => times.Take(1), Below);
    }

    [Fact]
    public void Each_cell_has_its_own_rate_and_shape()
    {
        var source = new OwnGammaSource { Rate = new[] { 0 * Hz, 50 * Hz, 200 * Hz }, Shape = new double[] { 1, 4, 25 } };
        var network = new Network { Seed = 4 };
        var cells = network.Add(new Population("cells", 3, source));
        using var run = new Simulation(network);
        var record = run.Record(cells.Spikes);
        run.Advance(20 * second);
        int[] counts = record.Trains().Counts();
        Assert.Equal(0, counts[0]);
        // of long counts, variance / mean is CV^2 = 1 / shape
        Assert.InRange(counts[1], 1000 - (4.5 * Math.Sqrt(1000.0 / 4)), 1000 + (4.5 * Math.Sqrt(1000.0 / 4)));
        Assert.InRange(counts[2], 4000 - (4.5 * Math.Sqrt(4000.0 / 25)), 4000 + (4.5 * Math.Sqrt(4000.0 / 25)));
    }

    [Fact]
    public void Listed_spikes_are_moved_by_the_numbers_of_their_cell()
    {
        Time[] pattern = [20 * ms, 40 * ms, 60 * ms];
        var trains = Run(new JitteredPattern(pattern), 0.1 * second);
        double[] moved = [.. Enumerable.Range(0, Cells)
            .SelectMany(cell => trains.TimesSeconds(cell).Zip(pattern, (time, given) => (time - given.SiValue) * 1000))];
        Assert.Equal(3 * Cells, moved.Length);
        double error = 4.5 / Math.Sqrt(moved.Length);
        Assert.InRange(moved.Average(), -error, error);
        Assert.InRange(moved.Average(x => x * x), 1 - (error * Math.Sqrt(2)), 1 + (error * Math.Sqrt(2)));
    }

    [Fact]
    public void Trains_are_the_same_for_any_threads_and_after_a_resume()
    {
        string expected = Hash(threads: 1, stop: false);
        Assert.Equal(expected, Hash(threads: 3, stop: false));
        Assert.Equal(expected, Hash(threads: 2, stop: true));

        static string Hash(int threads, bool stop)
        {
            var options = new RunOptions { Threads = threads };
            using var run = new Simulation(Mixed(), options);
            var record = run.Record(run.Network.Find("all").Spikes);
            run.Advance(100 * ms);
            if (!stop)
            {
                run.Advance(100 * ms);
                return record.Trains().Hash();
            }

            using var checkpoint = new MemoryStream();
            run.SaveCheckpoint(checkpoint);
            checkpoint.Position = 0;
            using var resumed = new Simulation(Mixed(), options);
            var rest = resumed.Record(resumed.Network.Find("all").Spikes);
            resumed.LoadCheckpoint(checkpoint);
            resumed.Advance(100 * ms);
            return rest.Trains().Hash();
        }

        static Network Mixed()
        {
            var network = new Network { Seed = 21 };
            var all = network.Add(new Population("all", 60, new LeakyCell()));
            foreach (var (name, source) in new (string, SpikeSource)[] { ("gamma", new OwnGammaSource { Rate = 200 * Hz }),
                ("dead time", new DeadTimeSource(0.4)), ("pattern", new JitteredPattern([50 * ms, 150 * ms])) })
            {
                network.Connect(network.Add(new Population(name, 40, source)), all, new FixedProbability(0.3), new Exponential("excitation"), 4 * nS);
            }

            return network;
        }
    }

    [Fact]
    public void Another_shape_is_another_network_for_a_checkpoint()
    {
        using var checkpoint = new MemoryStream();
        using (var run = Simulation(new OwnGammaSource()))
        {
            run.Advance(1 * ms);
            run.SaveCheckpoint(checkpoint);
        }

        foreach (var other in new RenewalSource[] { new OwnGammaSource { Shape = 5 }, new PoissonSource() })
        {
            checkpoint.Position = 0;
            using var run = Simulation(other);
            Assert.Contains("another network", Assert.Throws<CheckpointException>(() => run.LoadCheckpoint(checkpoint)).Message);
        }

        static Simulation Simulation(RenewalSource source)
        {
            var network = new Network();
            network.Add(new Population("cells", 2, source));
            return new Simulation(network);
        }
    }

    [Fact]
    public void Errors_name_population_and_cell()
    {
        Assert.Contains("'cells', cell 0: an interval of -1 times the mean", Error(new Given((int _, ref RandomStream _) => -1)));
        Assert.Contains("'cells', cell 0: an interval of NaN", Error(new Given((int _, ref RandomStream _) => double.NaN)));
        Assert.Contains("'cells', cell 0: more than 1000000 spikes in one time step", Error(new Given((int _, ref RandomStream _) => 0)));
        Assert.Contains("'cells', cell 0: more than 1000000 spikes in one time step", Error(new PoissonSource { Rate = 1e300 * Hz }));
        Assert.Contains("the hazard at the age", Error(new ByHazard(2, 1)));
        Assert.Contains("no spike until the age", Error(new ByHazard(0, 1)));
        Assert.Contains("must be a positive number", Error(new ByHazard(0, 0)));
        Assert.Contains("'cells' has 2 cells, but the list for Shape has 3 values", Error(new OwnGammaSource { Shape = new double[] { 1, 2, 3 } }));
        Assert.Contains("expected a time of 0 ms or more", Error(new JitteredPattern([-1 * ms]) { Jitter = 0 * ms }));

        static string Error(SpikeSource source)
        {
            var network = new Network();
            network.Add(new Population("cells", 2, source));
            return Assert.ThrowsAny<Exception>(() =>
            {
                using var run = new Simulation(network);
                run.Advance(1 * ms);
            }).Message;
        }
    }

    private static (RenewalSource Source, Func<double, double> Below) Process(string name) => name switch
    {
        "poisson" => (new PoissonSource { Rate = Rate * Hz }, x => 1 - Math.Exp(-x)),
        "gamma 4" => (new OwnGammaSource { Rate = Rate * Hz }, x => OwnGammaSource.Below(4, x)),
        "gamma 0.5" => (new OwnGammaSource { Rate = Rate * Hz, Shape = 0.5 }, x => OwnGammaSource.Below(0.5, x)),
        _ => (new DeadTimeSource(0.4) { Rate = Rate * Hz }, x => x < 0.4 ? 0 : 1 - Math.Exp(-(x - 0.4) / 0.6)),
    };

    // Kolmogorov and Smirnov: a distance above 2.47 / sqrt(n) has a chance below 1e-5 (Massart 1990).
    private static void RequireDistribution(SpikeTrains trains, Func<double[], IEnumerable<double>> values, Func<double, double> below)
    {
        double[] sorted = [.. Enumerable.Range(0, Cells).SelectMany(cell => values(trains.TimesSeconds(cell))).Select(time => time * Rate).Order()];
        double largest = sorted.Select((x, i) => Math.Max(Math.Abs(below(x) - ((double)i / sorted.Length)), Math.Abs(below(x) - ((i + 1.0) / sorted.Length))))
            .Max();
        Assert.Equal(0, sorted.Length % Cells);
        Assert.InRange(largest, 0, 2.47 / Math.Sqrt(sorted.Length));
    }

    // Steps that are short beside an interval: a time is known to a thousandth of the mean.
    private static SpikeTrains Run(SpikeSource source, Time duration)
    {
        var network = new Network { Seed = 12 };
        var cells = network.Add(new Population("cells", Cells, source));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms });
        var record = run.Record(cells.Spikes);
        run.Advance(duration);
        return record.Trains();
    }

    private sealed record Given(IntervalDraw Draw) : RenewalSource
    {
        protected internal override IntervalDraw Intervals(SourceCells cells) => Draw;
    }

    private sealed record ByHazard(double Hazard, double Largest) : RenewalSource
    {
        protected internal override IntervalDraw Intervals(SourceCells cells) => cells.ByHazard((_, _) => Hazard, Largest);
    }
}
