using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Events and statements of cells and receptors, in numbers that can be followed by hand; and the errors of those that mean nothing.</summary>
public class EventTests
{
    [Fact]
    public void Several_events_happen_to_a_cell_and_one_is_its_spike()
    {
        // x counts 1 per step; at 3 it is a spike and starts again, and every spike counts in n. Every second n marks m, when it becomes so.
        var run = new CellRun(new Counter(), 1, Integrators.ForwardEuler);
        var seen = new List<(double, double, double)>();
        for (int step = 0; step < 9; step++)
        {
            run.Step();
            seen.Add((run["x"], run["n"], run["m"]));
        }

        Assert.Equal([2, 5, 8], run.SpikeSteps);
        Assert.Equal([(1, 0, 0), (2, 0, 0), (0, 1, 0), (1, 1, 0), (2, 1, 0), (0, 2, 0), (1, 0, 10), (2, 0, 10), (0, 1, 10)], seen);
        var adaptive = new AdaptiveSimulation(new Counter()).Run(8.5 * ms);
        Assert.Equal(2, adaptive.SpikeTimes.Count);
    }

    [Fact]
    public void A_receptor_s_update_and_ceiling_count_and_a_jump_reads_what_has_decayed()
    {
        // r halves in each step (update), then w (1 - r) is added and r grows by 0.3; g is cut at 5.
        var run = new CellRun(new LeakyIntegrateAndFire(), 1, Integrators.ForwardEuler, 0, new Saturating());
        run["synapse.r"] = 0.8;
        run.Arrive("synapse", 2);
        run.Step();
        Assert.Equal(2 * (1 - 0.4), run["synapse.g"], 14);
        Assert.Equal(0.4 + 0.3, run["synapse.r"], 14);
        run.Step();
        Assert.Equal([1.2 * Math.Exp(-0.2), 0.35], [run["synapse.g"], run["synapse.r"]], (a, b) => Math.Abs(a - b) < 1e-14);
        run.Arrive("synapse", 100);
        Assert.Equal(5, run.Step()["synapse.g"]);
    }

    [Fact]
    public void A_statement_that_is_no_sum_runs_only_where_something_arrives()
    {
        var run = new CellRun(new LeakyIntegrateAndFire(), 1, Integrators.ForwardEuler, 0, new Last());
        run.Step();
        run.Arrive("last", 3);
        Assert.Equal([3.0, 1.0], [run.Step()["last.weight"], run["last.count"]]);
        Assert.Equal([3.0, 1.0], [run.Step()["last.weight"], run["last.count"]]);
        run.Arrive("last", 4);
        Assert.Equal([4.0, 2.0], [run.Step()["last.weight"], run["last.count"]]);
    }

    [Fact]
    public void A_state_dependent_jump_is_the_same_on_the_grid_and_in_continuous_time()
    {
        var receptor = new Depressing();
        var cell = new LeakyIntegrateAndFire { Threshold = 100 * mV };
        var run = new CellRun(cell, 0.1, null, 0, receptor);
        foreach (int arrival in new[] { 10, 12, 30 })
        {
            run.Step(arrival - run.Steps);
            run.Arrive("synapse", 2);
        }

        run.Step(50 - run.Steps);
        var adaptive = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 },
            new ReceptorInput<Conductance>(receptor, [.. new[] { 1.0, 1.2, 3.0 }.Select(t => (t * ms, 2 * nS))])).Run(4.9 * ms);
        Assert.Equal(adaptive["synapse.r"].SiValue, run["synapse.r"], 1e-10);
        Assert.Equal(adaptive["synapse.g"].SiValue / 1e-9, run["synapse.g"], 1e-9);
    }

    [Fact]
    public void What_a_statement_cannot_mean_is_an_error_where_it_is_written()
    {
        var equations = new CellBuilder();
        var v = equations.MembranePotential("V", -60 * mV);
        var x = equations.State("x", Dimension.None);
        var weights = equations.Arrival(Voltage.Dimension).Symbol;
        Contains("a second kind of spike", () => equations.Spike(v > 0 * mV), () => equations.Spike(x > 1));
        var spike = equations.When("burst", x > 2);
        Contains("'burst'", () => equations.When("burst", x > 3));
        equations.On(spike, v, -70 * mV);
        Contains("On 'burst', two statements give V: 'V := -70 mV' and 'V := V - 1 mV'", () => equations.On(spike, v, v - (1 * mV)));
        Contains("which the cell does not have", () => equations.On(spike, x, new CellBuilder().State("stranger", Dimension.None)));
        Contains("'stranger'", () => equations.On(spike, x, new CellBuilder().State("stranger", Dimension.None)));
        Contains("'arriving', which the cell does not see then", () => equations.On(spike, x, weights / (1 * mV)));
        Contains("white noise 'xi'", () => equations.On(spike, x, x + (equations.WhiteNoise("xi") * Sqrt(Symbol.TimeStep))));
        Contains("declared elsewhere", () => equations.On(new CellBuilder().When("far", 1 * ms < Symbol.Time), x, 1.0));
        Contains("'x < 1' is a condition", () => equations.On(spike, x, x < 1));
        Contains("must be one such as", () => equations.When("wrong", x));
        Contains("must be in Time", () => equations.Refractory(1 * mV));
        equations.Refractory(1 * ms, v);
        Contains("beside that of 1 ms", () => equations.Refractory(2 * ms));
        Contains("before any spike", () => new CellBuilder().Refractory(2 * ms));
        Contains("'stranger'", () => equations.On(spike, new CellBuilder().State("stranger", Dimension.None), 1.0));
    }

    [Fact]
    public void Equations_read_only_what_the_cell_has()
    {
        var stranger = new CellBuilder().State("stranger", Dimension.None);
        Refused("Population 'cells': The equation of x, 'stranger/(1 ms)', reads 'stranger', which the cell does not have",
            (equations, x) => equations.Differential(x, stranger / (1 * ms)));
        Refused("The update of y, 'y + stranger', reads 'stranger'", (equations, x) =>
        {
            var y = equations.State("y", Dimension.None);
            equations.Update(y, y + stranger);
        });
        Refused("The ceiling of x, 'stranger', reads 'stranger'", (equations, x) => equations.Ceiling(x, stranger));
        Refused("The condition of 'high', '1 < stranger', reads 'stranger'", (equations, x) => equations.When("high", stranger > 1));
        Refused("The equation of x, 'xi/sqrt(1 ms)', reads 'xi'",
            (equations, x) => equations.Differential(x, new CellBuilder().WhiteNoise("xi") / Sqrt(1 * ms)));
        Refused("x has both an equation, dx/dt = -x/(1 ms), and an update, x/2", (equations, x) => equations.Update(x, x / 2));

        static void Refused(string expected, Action<CellBuilder, Symbol> declare)
        {
            var network = new Network();
            network.Add(new Population("cells", 1, new Declared(declare)));
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new Simulation(network)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_arrives_is_in_the_unit_of_the_receptor_s_weights()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var cells = network.Add(new Population("cells", 1, new LeakyIntegrateAndFire()));
        network.Connect(source, cells, new OneToOne(), new OfAnotherUnit(), 1 * nS);
        string message = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.Equal("Population 'cells': receptor 'other' takes weights in Conductance (nS), but declares an arrival in Current (pA).", message);
    }

    [Fact]
    public void A_ceiling_that_moves_is_refused_by_the_adaptive_method()
        => Assert.Contains("that of y, x, depends on x", Assert.Throws<IntegratorRefusedException>(() => new AdaptiveSimulation(new Moving())).Message,
            StringComparison.Ordinal);

    private static void Contains(string expected, params Action[] actions)
    {
        Array.ForEach(actions[..^1], action => action());
        var error = Assert.ThrowsAny<Exception>(actions[^1]);
        Assert.True(error is ArgumentException or DimensionMismatchException or UnknownNameException, error.GetType().Name);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private sealed record Declared(Action<CellBuilder, Symbol> Declaration) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var x = equations.State("x", Dimension.None);
            equations.Differential(x, -x / (1 * ms));
            Declaration(equations, x);
        }
    }

    private sealed record OfAnotherUnit() : Receptor<Conductance>("other")
    {
        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var i = equations.State("i", Neuropil.Current.Dimension);
            var (weights, arrival) = equations.Arrival(Neuropil.Current.Dimension);
            equations.On(arrival, i, i + weights);
        }
    }

    private sealed record Counter : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (x, n, m) = (equations.State("x", Dimension.None), equations.State("n", Dimension.None), equations.State("m", Dimension.None));
            equations.Differential(x, 1 / ms);
            var spike = equations.Spike(x >= 3);
            equations.On(spike, x, 0.0);
            equations.On(spike, n, n + 1);
            var even = equations.When("even", n >= 2);
            equations.On(even, n, n - 2);
            equations.On(even, m, m + 10);
        }
    }

    private sealed record Saturating() : Receptor<Conductance>("synapse")
    {
        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var (g, r) = (equations.State("g", Neuropil.Conductance.Dimension), equations.State("r", Dimension.None));
            equations.Differential(g, -g / (5 * ms));
            equations.Ceiling(g, 5 * nS);
            equations.Update(r, r / 2);
            var (weights, arrival) = equations.Arrival(Neuropil.Conductance.Dimension);
            equations.On(arrival, g, g + (weights * (1 - r)));
            equations.On(arrival, r, r + 0.3);
        }
    }

    private sealed record Last() : Receptor<Number>("last")
    {
        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var (weight, count) = (equations.State("weight", Dimension.None), equations.State("count", Dimension.None));
            var (weights, arrival) = equations.Arrival(Dimension.None);
            equations.On(arrival, weight, weights);
            equations.On(arrival, count, count + 1);
        }
    }

    private sealed record Depressing() : Receptor<Conductance>("synapse")
    {
        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var (g, r) = (equations.State("g", Neuropil.Conductance.Dimension), equations.State("r", Dimension.None));
            equations.Differential(g, -g / (5 * ms));
            equations.Differential(r, -r / (3 * ms));
            var (weights, arrival) = equations.Arrival(Neuropil.Conductance.Dimension);
            equations.On(arrival, g, g + (weights * (1 - r)));
            equations.On(arrival, r, r + (0.4 * (1 - r)));
        }
    }

    private sealed record Moving : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (x, y) = (equations.State("x", Dimension.None), equations.State("y", Dimension.None));
            equations.Differential(x, -x / ms);
            equations.Differential(y, 1 / ms);
            equations.Ceiling(y, x);
        }
    }
}
