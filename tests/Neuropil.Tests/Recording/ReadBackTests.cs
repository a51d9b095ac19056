using Neuropil.Tests.Engine;
using Neuropil.Tests.Engine.Changes;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Recording;

/// <summary>What a network is at a moment, read back: quantities of cells, wiring, and all cells in time; as arrays and from files, by NumPy.</summary>
public sealed class ReadBackTests : IDisposable
{
    private static readonly (int Source, int Target)[] Pairs = [(0, 1), (2, 0), (2, 1), (0, 1)];

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(Precision.Double, 1)]
    [InlineData(Precision.Double, 3)]
    [InlineData(Precision.Single, 2)]
    public void A_quantity_of_cells_is_the_last_sample_of_its_traces(Precision precision, int threads)
    {
        using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Precision = precision, Threads = threads });
        var some = run.Network.Find("cells").Slice("some", 20..90);
        string[] names = ["V", "excitation.g", "excitation.current", "leak"];
        var traces = names.Select(name => run.Record(some.Trace(name, [.. Enumerable.Range(0, some.Count)]))).ToList();
        run.Advance(12.3 * ms);
        foreach (var (name, record) in names.Zip(traces))
        {
            var read = run.Values(some, name);
            var columns = record.Traces().Columns;
            Assert.Equal((name, some, run.Time, columns[0].Unit, 70), (read.Name, read.Cells, read.Time, read.Unit, read.Count));

            // A sample of a current through receptors has their state at its time, which the next step finds: the one that is read has that of the last step.
            if (name != "excitation.current")
            {
                Assert.Equal(columns.Select(column => column.Values[^1]), name switch
                {
                    "V" => read.In(mV),
                    "excitation.g" => read.In(nS),
                    _ => read.In(pA),
                });
            }
        }

        double[] driving = [.. run.Values(some, "excitation.g").In(nS).Zip(run.Values(some, "V").In(mV), (g, v) => -g * v)];
        double scale = driving.Max(Math.Abs);
        Assert.Equal(driving, run.Values(some, "excitation.current").In(pA), (a, b) => Math.Abs(a - b) <= 1e-12 * scale);
    }

    [Fact]
    public void Parameters_are_read_as_given_or_as_drawn()
    {
        double[] thresholds = [-50, -49.5, -51.25];
        var network = new Network { Seed = 5 };
        var cells = network.Add(new Population("cells", 3, new LeakyCell
        {
            Threshold = Array.ConvertAll(thresholds, value => value * mV), Capacitance = Uniform(150 * pF, 250 * pF),
        }));
        var noise = network.Add(new Population("noise", 2, new PoissonSource { Rate = new[] { 5 * Hz, 20 * Hz } }));
        using var run = new Simulation(network);
        Assert.Equal(thresholds, run.Values(cells, "threshold").In(mV));
        Assert.Equal([-0.05, -0.0495, -0.05125], run.Values(cells, "threshold").As<Voltage>().Select(value => value.SiValue));
        double[] drawn = run.Values(cells, "capacitance").In(pF);
        Assert.Equal(3, drawn.Distinct().Count());
        Assert.All(drawn, value => Assert.InRange(value, 150, 250));
        Assert.Equal([5, 20], run.Values(noise, "rate").In(Hz));
        Assert.Contains("'excitability'", Assert.Throws<UnknownNameException>(() => run.Values(cells, "excitability")).Message, StringComparison.Ordinal);
        Assert.Contains("'rate'", Assert.Throws<UnknownNameException>(() => run.Values(noise, "V")).Message, StringComparison.Ordinal);
        Assert.Contains("a Voltage", Assert.Throws<DimensionMismatchException>(() => run.Values(cells, "V").In(nS)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wiring_is_pairs_degrees_and_matrices()
    {
        var (run, projection) = FourSynapses();
        using (run)
        {
            var table = run.SynapsesOf(projection);
            Assert.Equal([10, 10, 12, 12], table.Sources); // by source and target, numbered within the populations
            Assert.Equal([6, 6, 5, 6], table.Targets);
            Assert.Equal([1, 4, 2, 3], table.In("w", nS));
            Assert.Equal([2, 0, 2], table.OutDegrees());
            Assert.Equal([1, 3], table.InDegrees());
            Assert.Equal(new[,] { { 0, 2 }, { 0, 0 }, { 1, 1 } }, table.Matrix());
            Assert.Equal(new[,] { { 0, 5.0 }, { 0, 0 }, { 2, 3 } }, table.Matrix("w", nS));
            Assert.Contains("from cell 10 to cell 6", Assert.Throws<ArgumentException>(() => table.Matrix("delay", ms)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_matrix_of_what_is_no_weight_has_no_number_where_there_is_no_synapse()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyCell()));
        var projection = network.Connect(cells, cells, new ExplicitPairs([(0, 1), (1, 1)]), new Exponential("e"), 1 * nS, new[] { 1 * ms, 2 * ms });
        using var run = new Simulation(network);
        Assert.Equal(new[,] { { double.NaN, 1 }, { double.NaN, 2 } }, run.SynapsesOf(projection).Matrix("delay", ms));
    }

    [Fact]
    public void Contacts_of_a_coupling_are_read_like_synapses()
    {
        var network = new Network { Seed = 4 };
        var cells = network.Add(new Population("cells", 20, new LeakyCell()));
        var rule = new FixedProbability(0.3) { SelfConnections = false };
        var sparse = network.Connect(cells, cells, rule, new GapJunction("junction"), Uniform(0.1 * nS, 1 * nS));
        using var run = new Simulation(network);
        var table = run.SynapsesOf(sparse);
        Assert.Equal(run.Synapses, table.Count);
        Assert.Equal(["w"], table.Names);

        // What a cell feels by its junctions in the first step: the sum of g (V_source - V_target), with all cells but one at one potential.
        run.Set(cells.Slice("one", 7..8), "V", -55 * mV);
        run.Advance(0.1 * ms);
        double[] after = run.Values(cells, "V").In(mV);
        double[,] weights = table.Matrix("w", nS);
        for (int target = 0; target < 20; target++)
        {
            double g = Enumerable.Range(0, 20).Sum(source => weights[source, target]);
            double conductance = 10 + g;
            var (start, rest) = (target == 7 ? -55.0 : -65.0, ((10 * -65.0) + (weights[7, target] * -55) + ((g - weights[7, target]) * -65)) / conductance);
            Assert.Equal(rest + ((start - rest) * Math.Exp(-0.1 * conductance / 200)), after[target], 1e-9);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void All_cells_in_time_are_one_matrix(int threads)
    {
        using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = threads });
        var cells = run.Network.Find("cells");
        var matrix = run.Record(cells.All("V") with { Interval = 0.5 * ms });
        var some = run.Record(cells.Slice("some", 10..13).All("leak"));
        var traces = run.Record(cells.Trace("V", [.. Enumerable.Range(0, 140)]) with { Interval = 0.5 * ms });
        run.Advance(5 * ms);
        var all = matrix.Matrix();
        Assert.Equal(("V", "mV", 11, 140), (all.Name, all.Unit, all.TimesSeconds.Count, all.Cells.Count));
        Assert.Equal(traces.Traces().TimesSeconds, all.TimesSeconds);
        double[,] samples = all.In(mV);
        Assert.All(traces.Traces().Columns, column => Assert.Equal(column.Values, Enumerable.Range(0, 11).Select(time => samples[time, column.Neuron!.Value])));
        Assert.Equal([10, 11, 12], some.Matrix().Cells);
        Assert.Equal((51, 3), (some.Matrix().In(pA).GetLength(0), some.Matrix().In(pA).GetLength(1)));
        Assert.Contains("pA", Assert.Throws<DimensionMismatchException>(() => all.In(pA)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumPy_reads_what_was_saved()
    {
        var (run, projection) = FourSynapses();
        using (run)
        {
            var cells = run.Network.Populations[1];
            var record = run.Record(cells.Slice("two", 1..3).All("V") with { Interval = 0.2 * ms });
            run.Set(cells, "V", Enumerable.Range(0, 7).Select(i => (-60 - (0.5 * i)) * mV).ToArray());
            run.Advance(0 * ms);
            run.Values(cells.Slice("two", 1..3), "V").Save(folder["values.npz"]);
            run.SynapsesOf(projection).Save(folder["synapses.npz"]);
            run.Set(cells, "rest", run.Values(cells, "V").As<Voltage>()); // from now on V stands still
            run.Advance(0.3 * ms);
            record.Matrix().Save(folder["matrix.npz"]);
        }

        string printed = Python.RunWithNumpy(
            """
            import sys, numpy
            for name in sys.argv[1:]:
                f = numpy.load(name)
                for key in f.files:
                    print(key, f[key].shape, f[key].tolist())
            """,
            folder["values.npz"], folder["synapses.npz"], folder["matrix.npz"]);
        Assert.Equal(
            """
            value (2,) [-60.5, -61.0]
            cell (2,) [1, 2]
            name (1,) ['V']
            unit (1,) ['mV']
            population (1,) ['targets']
            time_ms (1,) [0.0]
            source (4,) [10, 10, 12, 12]
            target (4,) [6, 6, 5, 6]
            w (4,) [1.0, 4.0, 2.0, 3.0]
            delay (4,) [1.0, 4.0, 2.0, 3.0]
            dendriticDelay (4,) [0.0, 0.0, 0.0, 0.0]
            name (3,) ['w', 'delay', 'dendriticDelay']
            unit (3,) ['nS', 'ms', 'ms']
            source_population (1,) ['sources']
            target_population (1,) ['targets']
            value (2, 2) [[-60.5, -61.0], [-60.5, -61.0]]
            time_ms (2,) [0.0, 0.2]
            cell (2,) [1, 2]
            name (1,) ['V']
            unit (1,) ['mV']
            """,
            printed.TrimEnd(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Tables_of_comma_separated_values_say_what_their_columns_are()
    {
        var (run, projection) = FourSynapses();
        using (run)
        {
            var cells = run.Network.Populations[1].Slice("two", 1..3);
            var record = run.Record(cells.All("V") with { Interval = 0.2 * ms });
            run.Advance(0.3 * ms);
            run.Values(cells, "V").Save(folder["values.csv"]);
            run.SynapsesOf(projection).Save(folder["synapses.csv"]);
            record.Matrix().Save(folder["matrix.csv"]);
            Assert.Throws<ArgumentException>(() => run.Values(run.Network.Populations[1], "V").Save(folder["values.txt"]));
        }

        Assert.Equal(["cell,V (mV)", "1,-65", "2,-65"], File.ReadAllLines(folder["values.csv"]));
        Assert.Equal(["source,target,w (nS),delay (ms),dendriticDelay (ms)", "10,6,1,1,0", "10,6,4,4,0", "12,5,2,2,0", "12,6,3,3,0"],
            File.ReadAllLines(folder["synapses.csv"]));
        Assert.Equal(["time (ms),V[1] (mV),V[2] (mV)", "0,-65,-65", "0.2,-65,-65"], File.ReadAllLines(folder["matrix.csv"]));
    }

    [Fact]
    public void Variables_of_plastic_synapses_are_saved_with_their_units()
    {
        using var run = new Simulation(new ChangingNetwork().Build());
        run.Advance(5 * ms);
        var table = run.SynapsesOf(ChangingNetwork.Of(run, "plastic"));
        table.Save(folder["plastic.csv"]);
        string[] lines = File.ReadAllLines(folder["plastic.csv"]);
        Assert.Equal("source,target,pairs.x,pairs.y,w (nS),delay (ms),dendriticDelay (ms)", lines[0]);
        Assert.Equal(table.Count + 1, lines.Length);
        Assert.Equal(table.In("w", nS)[3], double.Parse(lines[4].Split(',')[4], System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => folder.Dispose();

    private static (Simulation Run, Projection Projection) FourSynapses()
    {
        var network = new Network();
        var sources = network.Add(new Population("sources", 13, new PoissonSource { Rate = 0 * Hz }));
        var targets = network.Add(new Population("targets", 7, new LeakyCell()));
        var projection = network.Connect(sources.Slice("from", 10..), targets.Slice("to", 5..), new ExplicitPairs(Pairs), new Exponential("excitation"),
            new[] { 1 * nS, 2 * nS, 3 * nS, 4 * nS }, new[] { 1 * ms, 2 * ms, 3 * ms, 4 * ms });
        return (new Simulation(network), projection);
    }
}
