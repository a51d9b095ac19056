using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Cells that are joined in both directions, symmetrically or by a rectifier.</summary>
public class GapJunctionTests
{
    private static readonly LeakyCell closed = new() { Capacitance = 100 * pF, Leak = 0 * nS, Threshold = 1 * volt };

    [Theory]
    [InlineData("probability", 1)]
    [InlineData("probability", 0.25)]
    [InlineData("pairs", 0)]
    public void Join_makes_both_directions_with_one_conductance_for_each_pair(string rule, double backward)
    {
        // Each step by hand from the drawn pairs: what flows into one cell leaves the other.
        var network = new Network { Seed = 5 };
        var first = network.Add(new Population("first", 40, closed) { Initial = { ["V"] = Uniform(-90 * mV, -40 * mV) } });
        var second = network.Add(new Population("second", 25, closed) { Initial = { ["V"] = Uniform(-90 * mV, -40 * mV) } });
        ConnectionRule wiring = rule == "pairs" ? new ExplicitPairs([(0, 1), (39, 24), (5, 1), (7, 20)]) : new FixedProbability(0.1);
        network.Join(first, second, wiring, new GapJunction("gap") { Backward = backward }, Uniform(0.1 * nS, 0.6 * nS), "joined");
        Assert.Equal(["joined", "joined, back"], network.Projections.Select(projection => projection.Name));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.01 * ms, Method = Integrators.ForwardEuler });
        var traces = new[] { run.Record(first.Trace("V", [.. Enumerable.Range(0, 40)])), run.Record(second.Trace("V", [.. Enumerable.Range(0, 25)])) };
        run.Advance(20 * run.TimeStep);
        var joined = Pairs(network);
        Assert.InRange(joined.Count, 4, 200);
        double[] v = Values(0), w = Values(1);
        for (int step = 1; step <= 20; step++)
        {
            var (dv, dw) = (new double[v.Length], new double[w.Length]);
            foreach (var (i, j, g) in joined)
            {
                double current = (v[i] > w[j] ? 1 : backward) * g * (v[i] - w[j]);
                dv[i] -= current;
                dw[j] += current;
            }

            v = [.. v.Zip(dv, (x, d) => x + (d * 0.01 / 100))];
            w = [.. w.Zip(dw, (x, d) => x + (d * 0.01 / 100))];
            Assert.All(v.Zip(traces[0].Traces().Columns), pair => Assert.Equal(pair.First, pair.Second.Values[step], 1e-11));
            Assert.All(w.Zip(traces[1].Traces().Columns), pair => Assert.Equal(pair.First, pair.Second.Values[step], 1e-11));
        }

        double[] Values(int which) => [.. traces[which].Traces().Columns.Select(column => column.Values[0])];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rectifier_passes_current_one_way_only(bool isForward)
    {
        var network = new Network();
        var first = network.Add(new Population("first", 1, closed) { Initial = { ["V"] = (isForward ? -50 : -70) * mV } });
        var second = network.Add(new Population("second", 1, closed) { Initial = { ["V"] = -60 * mV } });
        network.Join(first, second, new OneToOne(), new GapJunction("gap") { Backward = 0 }, 5 * nS);
        using var run = new Simulation(network);
        var trace = run.Record(second.Trace("V", 0));
        run.Advance(200 * ms);
        Assert.Equal(isForward ? -55 : -60, trace.Traces().Columns[0].Values[^1], 1e-2);
    }

    [Fact]
    public void The_order_of_the_cells_changes_nothing()
    {
        // The same circuit with its cells numbered from the other end.
        static double[] Ends(bool reversed)
        {
            const int Count = 30;
            int Place(int cell) => reversed ? Count - 1 - cell : cell;
            var network = new Network();
            var initial = new Voltage[Count];
            for (int i = 0; i < Count; i++)
            {
                initial[Place(i)] = (-80 + i) * mV;
            }

            var cells = network.Add(new Population("cells", Count, closed) { Initial = { ["V"] = initial } });
            var pairs = Enumerable.Range(0, Count - 1).Select(i => (Place(i), Place(i + 1))).Concat([(Place(0), Place(17))]).ToList();
            network.Join(cells, cells, new ExplicitPairs(pairs), new GapJunction("gap"), 2 * nS);
            using var run = new Simulation(network);
            var trace = run.Record(cells.Trace("V", [.. Enumerable.Range(0, Count)]));
            run.Advance(10 * ms);
            return [.. Enumerable.Range(0, Count).Select(i => trace.Traces().Columns[Place(i)].Values[^1])];
        }

        Assert.Equal(Ends(false), Ends(true));
    }

    [Theory]
    [InlineData(1, LaneWidth.Scalar, Precision.Double, 0)]
    [InlineData(3, LaneWidth.Auto, Precision.Double, 57)]
    [InlineData(2, LaneWidth.Bits128, Precision.Single, 0)]
    public void Threads_widths_and_a_resume_change_nothing(int threads, LaneWidth width, Precision precision, int resumeAt)
    {
        Assert.Equal(Run(new RunOptions { Threads = 1, Precision = precision }, 0),
            Run(new RunOptions { Threads = threads, Width = width, Precision = precision }, resumeAt));

        static double[] Run(RunOptions options, int resumeAt)
        {
            using var file = new MemoryStream();
            if (resumeAt > 0)
            {
                using var before = new Simulation(Joined(), options);
                before.Record(before.Network.Populations[0].Trace("V", 0, 33, 129));
                before.Advance(resumeAt * before.TimeStep);
                before.SaveCheckpoint(file);
                file.Position = 0;
            }

            using var run = new Simulation(Joined(), options);
            var trace = run.Record(run.Network.Populations[0].Trace("V", 0, 33, 129));
            if (resumeAt > 0)
            {
                run.LoadCheckpoint(file);
            }

            run.Advance(20 * ms - run.Time);
            return [.. trace.Traces().Columns.SelectMany(column => column.Values)];
        }

        static Network Joined()
        {
            var network = new Network { Seed = 3 };
            var cells = network.Add(new Population("cells", 130, new LeakyCell { Inputs = [new OrnsteinUhlenbeckCurrent { Mean = 160 * pA }] }));
            network.Join(cells.Slice("one", ..70), cells.Slice("other", 60..), new FixedProbability(0.1) { SelfConnections = false },
                new GapJunction("gap") { Backward = 0.2 }, Uniform(0.1 * nS, 0.5 * nS));
            return network;
        }
    }

    [Fact]
    public void A_cell_is_not_joined_to_itself()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 10, closed));
        Error("'gap' does not join a cell to itself, but AllToAll may; give it SelfConnections = false.", new AllToAll());
        Error("'gap' does not join a cell to itself, but FixedProbability may", new FixedProbability(0.1));
        Error("'gap' does not join a cell to itself, but pair (3, 3) does.", new ExplicitPairs([(1, 2), (3, 3)]));
        Error("'gap' does not join a cell to itself, but OneToOne does.", new OneToOne());
        Assert.Contains("AllToAll joins cells of 'cells' in both orders already", Assert.Throws<ArgumentException>(() =>
            network.Join(cells, cells, new AllToAll { SelfConnections = false }, new GapJunction("gap"), 1 * nS)).Message, StringComparison.Ordinal);
        Assert.Contains("Backward of gap junction 'gap' is 1.5; expected a number from 0 to 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new GapJunction("gap") { Backward = 1.5 }).Message, StringComparison.Ordinal);

        void Error(string message, ConnectionRule rule) => Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => network.Connect(cells, cells, rule, new GapJunction("gap"), 1 * nS)).Message,
            StringComparison.Ordinal);
    }

    private static List<(int First, int Second, double Conductance)> Pairs(Network network)
    {
        var there = network.Projections[0];
        var connectivity = Neuropil.Networks.ConnectivityBuilder.Build(there.Rule, there.Ends, network.Seed, 0, 1);
        var pairs = new List<(int, int, double)>();
        for (int source = 0; source < there.Source.Count; source++)
        {
            var stream = new RandomStream(network.Seed, RandomPurpose.Weight, RandomStream.Entity(0, (ulong)source));
            foreach (int target in connectivity.Row(source))
            {
                pairs.Add((source, target, (float)KernelUnits.FromSi(there.Weight.Sample(ref stream), there.Weight.Dimension)));
            }
        }

        return pairs;
    }
}
