using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Mistakes are reported where they are made, naming the thing, its value and what was expected.</summary>
public class SimulationErrorTests
{
    private static readonly Exponential Excitation = new("excitation");

    [Fact]
    public void A_population_needs_cells_and_a_name()
    {
        Assert.Contains("'cells' has size 0", Assert.Throws<ArgumentException>(() => new Population("cells", 0, new LeakyCell())).Message);
        Assert.Contains("'cells' has size -3", Assert.Throws<ArgumentException>(() => new Population("cells", -3, new LeakyCell())).Message);
        Assert.Contains("needs a name", Assert.Throws<ArgumentException>(() => new Population(" ", 1, new LeakyCell())).Message);
        Assert.Contains("no population", Assert.Throws<ArgumentException>(() => new Simulation(new Network())).Message);
    }

    [Fact]
    public void Names_of_populations_are_unique_and_typos_get_the_nearest()
    {
        var network = new Network();
        network.Add(new Population("excitatory", 1, new LeakyCell()));
        Assert.Contains("already a population 'excitatory'",
            Assert.Throws<ArgumentException>(() => network.Add(new Population("excitatory", 1, new LeakyCell()))).Message);
        Assert.Contains("'excitatory'", Assert.Throws<UnknownNameException>(() => network.Find("exitatory")).Message);
    }

    [Fact]
    public void Slices_lie_within_their_population()
    {
        var cells = new Population("cells", 10, new LeakyCell());
        Assert.Contains("'E' must lie within the 10 cells of population 'cells'",
            Assert.Throws<ArgumentOutOfRangeException>(() => cells.Slice("E", ..11)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => cells.Slice("none", 3..3));
    }

    [Fact]
    public void Ends_of_a_projection_must_have_been_added_to_the_network()
    {
        var network = new Network();
        var inside = network.Add(new Population("inside", 2, new LeakyCell()));
        var outside = new Population("outside", 2, new LeakyCell());
        Assert.Contains("'outside' has not been added",
            Assert.Throws<ArgumentException>(() => network.Connect(inside, outside, new OneToOne(), Excitation, 1 * nS)).Message);
        Assert.Contains("'outside' has not been added",
            Assert.Throws<ArgumentException>(() => network.Connect(outside, inside, new OneToOne(), Excitation, 1 * nS)).Message);
        using var run = new Simulation(network);
        Assert.Contains("'outside' has not been added", Assert.Throws<ArgumentException>(() => run.Record(outside.Spikes)).Message);
        Assert.Contains("'outside' has not been added", Assert.Throws<ArgumentException>(() => run.Record(outside.Trace("V", 0))).Message);
    }

    [Fact]
    public void Nothing_arrives_at_a_source()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 2, new PoissonSource()));
        Assert.Contains("'source' has no equations",
            Assert.Throws<ArgumentException>(() => network.Connect(source, source, new OneToOne(), Excitation, 1 * nS)).Message);
        using var run = new Simulation(network);
        Assert.Contains("'source' has no equations", Assert.Throws<ArgumentException>(() => run.Record(source.Mean("V"))).Message);
    }

    [Fact]
    public void Negative_delays_are_refused_written_listed_or_drawn()
    {
        var network = Two(out var a, out var b);
        Assert.Contains("the delay is -1 ms",
            Assert.Throws<ArgumentException>(() => network.Connect(a, b, new OneToOne(), Excitation, 1 * nS, -1 * ms)).Message);

        string Message(ConnectionRule rule, Parameter<Time> delay, string name)
            => Assert.Throws<ArgumentException>(() => network.Connect(a, b, rule, Excitation, 1 * nS, delay, name)).Message;
        Assert.Equal("Projection 'listed': the delay of one pair is -2 ms; expected 0 ms or more.",
            Message(new ExplicitPairs([(0, 0), (1, 1)]), new[] { 1 * ms, -2 * ms }, "listed"));
        Assert.StartsWith("Projection 'drawn': the delay ", Message(new AllToAll(), Normal(0 * ms, 1 * ms), "drawn"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_delay_beyond_what_a_ring_can_hold_is_refused()
    {
        var network = Two(out var a, out var b);
        network.Connect(a, b, new AllToAll(), Excitation, 1 * nS, 1e5 * second, "long");
        Assert.Contains("delay of 'long'", Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    [Fact]
    public void Receptors_of_one_name_and_other_parameters_are_refused()
    {
        var network = Two(out var a, out var b);
        network.Connect(a, b, new AllToAll(), new Exponential("synapse") { Decay = 5 * ms }, 1 * nS);
        network.Connect(a, b, new AllToAll(), new Exponential("synapse") { Decay = 6 * ms }, 1 * nS, name: "second");
        string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.Contains("'second'", message);
        Assert.Contains("already has a receptor 'synapse' with other parameters", message);
    }

    [Fact]
    public void A_receptor_with_two_arrivals_is_refused()
    {
        var network = Two(out var a, out var b);
        network.Connect(a, b, new AllToAll(), new TwoArrivals(), 1 * nS);
        Assert.Contains("'two' declares 2 arrivals", Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    [Fact]
    public void Lists_have_one_value_for_each()
    {
        var network = new Network();
        network.Add(new Population("cells", 3, new LeakyCell { Threshold = new[] { -50 * mV, -51 * mV } }));
        Assert.Contains("'cells' has 3 cells, but the list for threshold has 2 values",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);

        network = new Network();
        network.Add(new Population("cells", 3, new LeakyCell()) { Initial = { ["V"] = new[] { -50 * mV } } });
        Assert.Contains("'cells' has 3 cells, but the list for initial value of V has 1 values",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);

        network = new Network();
        network.Add(new Population("source", 3, new PoissonSource { Rate = new[] { 1 * Hz, 2 * Hz } }));
        Assert.Contains("'source' has 3 cells, but the list for Rate has 2 values", Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);

        network = Two(out var a, out var b);
        string message = Assert.Throws<ArgumentException>(() => network.Connect(a, b, new ExplicitPairs([(0, 0)]), Excitation, new[] { 1 * nS, 2 * nS }))
            .Message;
        Assert.Contains("list of 2 weights; expected 1", message);
        Assert.Contains("only with explicit pairs",
            Assert.Throws<ArgumentException>(() => network.Connect(a, b, new AllToAll(), Excitation, new[] { 1 * nS })).Message);
    }

    [Fact]
    public void Initial_values_need_a_known_variable_its_unit_and_one_name()
    {
        Assert.Contains("'V'", Assert.Throws<UnknownNameException>(() => Start(("v", -60 * mV))).Message);
        Assert.Contains("must be in", Assert.Throws<ArgumentException>(() => Start(("V", 1 * nS))).Message);
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => Start(("V", double.NaN * mV))).Message);
        string message = Assert.Throws<ArgumentException>(() =>
        {
            var network = new Network();
            network.Add(new Population("cells", 3, TutorialNetwork.Cell(0 * mV)) { Initial = { ["m"] = 0, ["sodium.traubMiles.m"] = 0.5 } });
            _ = new Simulation(network);
        }).Message;
        Assert.Contains("two initial values for sodium.traubMiles.m: m and sodium.traubMiles.m", message);

        static void Start((string Name, Parameter Value) initial)
        {
            var network = new Network();
            network.Add(new Population("cells", 3, new LeakyCell()) { Initial = { [initial.Name] = initial.Value } });
            using var run = new Simulation(network);
        }
    }

    [Fact]
    public void Given_spikes_are_of_cells_that_exist_and_at_no_negative_times()
    {
        Assert.Contains("Spike 1 of population 'given' is of cell 2; expected 0 to 1", Build([(0, 1 * ms), (2, 1 * ms)]));
        Assert.Contains("is at -1 ms", Build([(0, -1 * ms)]));

        static string Build((int, Time)[] spikes)
        {
            var network = new Network();
            network.Add(new Population("given", 2, new SpikeTimes(spikes)));
            return Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        }
    }

    [Fact]
    public void Options_and_durations_are_checked()
    {
        var network = Two(out _, out _);
        Assert.Contains("The time step is -0.1 ms",
            Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { TimeStep = -0.1 * ms })).Message);
        Assert.Contains("The time step is 0", Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { TimeStep = 0 * ms })).Message);
        Assert.Contains("threads is -1", Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { Threads = -1 })).Message);
        using var run = new Simulation(network);
        Assert.Contains("The duration is -1 ms", Assert.Throws<ArgumentException>(() => run.Advance(-1 * ms)).Message);
        Assert.Contains("expected 0 ms or more", Assert.Throws<ArgumentException>(() => run.Advance(double.NaN * ms)).Message);
        Assert.Contains("expected fewer than 2^31 steps", Assert.Throws<ArgumentException>(() => run.Advance(1e9 * second)).Message);
        Assert.Equal(0, run.Step);
    }

    [Fact]
    public void Records_name_what_exists_and_are_declared_before_the_start()
    {
        var network = Two(out var a, out _);
        using var run = new Simulation(network);
        Assert.Contains("leak", Assert.Throws<UnknownNameException>(() => run.Record(a.Trace("leek", 0))).Message);
        Assert.Contains("'a' has no cell 2; expected 0 to 1", Assert.Throws<ArgumentException>(() => run.Record(a.Trace("V", 0, 2))).Message);
        Assert.Contains("has no cell -1", Assert.Throws<ArgumentException>(() => run.Record(a.Trace("V", -1))).Message);
        Assert.Contains("at least one cell", Assert.Throws<ArgumentException>(() => run.Record(a.Trace("V"))).Message);
        Assert.Contains("interval", Assert.Throws<ArgumentException>(() => run.Record(a.Trace("V", 0) with { Interval = 0 * ms })).Message);
        Assert.Empty(run.Warnings);
        run.Record(a.Trace("V", 0) with { Interval = 0.25 * ms });
        Assert.Contains("0.3 ms is used", Assert.Single(run.Warnings));
        run.Advance(1 * ms);
        Assert.Contains("before the first Advance", Assert.Throws<InvalidOperationException>(() => run.Record(a.Trace("V", 0))).Message);
        Assert.Contains("before the first Advance", Assert.Throws<InvalidOperationException>(() => run.Record(a.Mean("V"))).Message);
    }

    [Fact]
    public void What_a_progress_listener_throws_comes_out_and_the_run_can_go_on()
    {
        var network = Two(out var a, out _);
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        run.Record(a.Spikes);
        Assert.Throws<TimeZoneNotFoundException>(() => run.Advance(1 * second, new Failing()));
        Assert.InRange(run.Step, 1, 9_999);
        Assert.True(run.Advance(1 * ms));
    }

    [Fact]
    public void A_cancelled_run_says_so_and_can_go_on()
    {
        using var run = new Simulation(Two(out _, out _));
        Assert.False(run.Advance(1 * ms, cancellation: new CancellationToken(canceled: true)));
        Assert.Equal(0, run.Step);
        Assert.True(run.Advance(1 * ms));
    }

    private static Network Two(out Population a, out Population b)
    {
        var network = new Network();
        a = network.Add(new Population("a", 2, new LeakyCell()));
        b = network.Add(new Population("b", 130, new LeakyCell()));
        return network;
    }

    private sealed class Failing : Progress
    {
        private int reports;

        public override void Report(double simulatedSeconds, double totalSeconds)
        {
            if (++reports == 3)
            {
                throw new TimeZoneNotFoundException("a listener's own mistake");
            }
        }
    }

    private sealed record TwoArrivals() : Receptor<Conductance>("two")
    {
        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var g = equations.State("g", Neuropil.Conductance.Dimension);
            equations.Differential(g, -g / (5 * ms));
            equations.Arrival(Neuropil.Conductance.Dimension);
            var (weights, arrival) = equations.Arrival(Neuropil.Conductance.Dimension);
            equations.On(arrival, g, g + weights);
            equations.AddInwardCurrent(g * (0 * mV - voltage));
        }
    }
}
