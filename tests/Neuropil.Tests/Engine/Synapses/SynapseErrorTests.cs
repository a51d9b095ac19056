using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>What a release or a plasticity cannot be is refused where it is declared, naming the thing.</summary>
public class SynapseErrorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(5)]
    public void A_time_constant_of_zero_in_a_text_is_named_and_one_below_zero_is_warned_of(double tau)
    {
        var trace = new EquationPlasticity("p", "dx/dt = -x/tau : source\non spike: x = x + 1; w = w*(1 + x)") { Parameters = { ["tau"] = tau * ms } };
        var kernel = new EquationReceptor<Conductance>("k", "dg/dt = -g/tau : nS\nI = g*(0 mV - V)\non spike: g += w") { Parameters = { ["tau"] = tau * ms } };
        foreach (var make in new Func<Simulation>[] { () => Of(SynapseNetwork.Receptor, trace), () => Of(kernel, null) })
        {
            if (tau == 0)
            {
                Assert.Contains("tau = 0 ms; expected a time constant of more than 0 ms.", Assert.Throws<ArgumentException>(make).Message,
                    StringComparison.Ordinal);
                continue;
            }

            using var run = make();
            Assert.Equal(tau < 0, run.Warnings.Any(warning => warning.Contains("grows without end", StringComparison.Ordinal)
                && warning.Contains("tau = -5 ms", StringComparison.Ordinal)));
        }

        static Simulation Of(Receptor<Conductance> receptor, Plasticity? plasticity)
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
            network.Connect(cells, cells, new AllToAll(), receptor, 1 * nS, plasticity: plasticity);
            return new Simulation(network);
        }
    }

    [Fact]
    public void A_source_cannot_see_the_target()
        => Refused(
            synapse =>
            {
                var (x, y) = (synapse.Variable("x", Scope.Source, 0.0), synapse.Variable("y", Scope.Target, 0.0));
                synapse.On(synapse.PresynapticSpike, x, x + y);
            },
            "rule.x is a variable of the Source", "on a presynaptic spike reads rule.y, a variable of the Target");

    [Fact]
    public void A_source_cannot_see_a_postsynaptic_spike()
        => Refused(
            synapse =>
            {
                var x = synapse.Variable("x", Scope.Source, 0.0);
                synapse.On(synapse.PostsynapticSpike, x, x + 1);
            },
            "rule.x is a variable of the Source and cannot see a postsynaptic spike");

    [Fact]
    public void A_target_cannot_see_a_weight()
        => Refused(
            synapse =>
            {
                var y = synapse.Variable("y", Scope.Target, 0 * nS);
                synapse.On(synapse.PostsynapticSpike, y, y + synapse.Weight);
            },
            "rule.y is a variable of the Target", "reads w, none of its variables");

    [Fact]
    public void Nothing_can_see_a_variable_of_another_declaration()
    {
        var stranger = new CellBuilder().State("stranger", Dimension.None);
        foreach (var scope in new[] { Scope.Source, Scope.Target, Scope.Edge })
        {
            Refused(
                synapse =>
                {
                    var x = synapse.Variable("x", scope, 0.0);
                    synapse.On(scope == Scope.Target ? synapse.PostsynapticSpike : synapse.PresynapticSpike, x, x + stranger);
                },
                $"rule.x is a variable of the {scope}", "reads stranger, none of its variables");
        }

        Refused(synapse => synapse.Emit(0.5 * stranger), "'0.5*stranger' is emitted on a presynaptic spike", "reads stranger, none of its variables");
        Refused(synapse => synapse.Emit(Symbol.Time / (1 * second)), "is emitted on a presynaptic spike", "reads t, the time");
    }

    [Fact]
    public void A_bound_sees_what_its_variable_sees()
    {
        Bounded(Scope.Source, (_, y) => y, "rule.x is a variable of the Source, but its upper bound reads rule.y, a variable of the Target");
        Bounded(Scope.Edge, (synapse, _) => synapse.Chance("chance"), "its upper bound reads rule.chance, a chance of each synapse");
        Bounded(Scope.Edge, (_, _) => Symbol.Time / (1 * ms), "its upper bound reads t, the time");
        Bounded(Scope.Edge, (_, _) => new CellBuilder().State("stranger", Dimension.None), "its upper bound reads stranger, none of its variables");

        static void Bounded(Scope scope, Func<SynapseBuilder, Symbol, Expr> largest, string said) => Refused(
            synapse =>
            {
                var (x, y) = (synapse.Variable("x", scope, 0.0), synapse.Variable("y", Scope.Target, 1.0));
                synapse.On(synapse.PresynapticSpike, x, x + 1);
                synapse.Bounds(x, 0, largest(synapse, y));
            },
            said);
    }

    [Fact]
    public void Bounds_of_what_an_equation_moves_stand_still()
        => Refused(
            synapse =>
            {
                var (x, y) = (synapse.Variable("x", Scope.Edge, 0.0), synapse.Variable("y", Scope.Edge, 1.0));
                synapse.Differential(x, (2 - x) / (10 * ms));
                synapse.Differential(y, -y / (10 * ms));
                synapse.Bounds(x, 0, y);
                synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * x);
            },
            "rule.x of the Edge stays within its bounds", "they read rule.y, which moves between events");

    [Fact]
    public void A_release_and_a_plasticity_cannot_both_give_the_weight()
    {
        var setting = new SynapseNetwork();
        setting.Network.Connect(
            setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "tried", release: new Releasing(),
                plasticity: new Declared(Halve));
        var error = Assert.Throws<ArgumentException>(() => new Simulation(setting.Network));
        Assert.Contains("Projection 'tried', Declared 'rule': Two statements on a presynaptic spike give w: 'w/2' and 'w/2'", error.Message);
    }

    [Fact]
    public void What_a_trace_becomes_is_watched()
    {
        var setting = new SynapseNetwork();
        var rule = new Declared(synapse =>
        {
            var y = synapse.Variable("y", Scope.Target, 1.0);
            synapse.On(synapse.PostsynapticSpike, y, 1e200 * y * y);
        });
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "growing", plasticity: rule);
        using var run = new Simulation(setting.Network);
        Assert.Contains("Projection 'growing', target cell", Assert.Throws<SimulationDivergedException>(() => run.Advance(60 * ms)).Message);
    }

    [Fact]
    public void Two_statements_cannot_give_one_variable()
        => Refused(
            synapse =>
            {
                var x = synapse.Variable("x", Scope.Source, 0.0);
                synapse.On(synapse.PresynapticSpike, x, x + 1);
                synapse.On(synapse.PresynapticSpike, x, x / 2);
            },
            "Two statements on a presynaptic spike give rule.x", "rule.x + 1", "rule.x/2");

    [Fact]
    public void An_emission_is_a_number()
        => Refused(
            synapse => synapse.Emit(synapse.Weight),
            "emits 'w'", "expected a pure number, which multiplies the weight (in Conductance");

    [Fact]
    public void A_lazily_advanced_equation_is_linear()
        => Refused(
            synapse =>
            {
                var x = synapse.Variable("x", Scope.Edge, 0.1);
                synapse.Differential(x, x * (1 - x) / (10 * ms));
                synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * x);
            },
            "rule.x of the Edge is advanced when an event finds it", "is not linear in it");

    [Fact]
    public void A_lazily_advanced_equation_reads_nothing_that_moves()
        => Refused(
            synapse =>
            {
                var (x, y) = (synapse.Variable("x", Scope.Edge, 0.1), synapse.Variable("y", Scope.Edge, 0.1));
                synapse.Differential(x, (y - x) / (10 * ms));
                synapse.Differential(y, -y / (10 * ms));
                synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * x);
            },
            "rule.x of the Edge", "it depends on rule.y, which moves between events");

    [Fact]
    public void Units_of_statements_are_checked()
        => Refused(
            synapse => synapse.On(synapse.PresynapticSpike, synapse.Weight, 5 * mV),
            "The value on a presynaptic spike of w must be in Conductance", "'5 mV' is in Voltage");

    [Fact]
    public void A_variable_of_the_target_must_exist()
        => Refused(
            synapse => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * (synapse.Target("Vm", Voltage.Dimension) / (1 * mV))),
            "reads 'Vm' of its target", "V");

    [Fact]
    public void A_variable_has_a_scope_of_the_synapse()
        => Refused(synapse => synapse.Variable("x", Scope.Cell, 0.0), "'rule.x' has the scope Cell; expected Source, Target or Edge");

    [Fact]
    public void A_clock_ticks_in_time()
        => Refused(synapse => synapse.Clock("slow", 0 * ms), "Clock 'slow' has a period of 0", "expected more than 0 ms");

    [Fact]
    public void An_event_belongs_to_its_synapse()
    {
        var other = new SynapseBuilder(Conductance.Dimension);
        Refused(
            synapse => synapse.On(other.PresynapticSpike, synapse.Weight, synapse.Weight),
            "'presynaptic spike' is not an event of this synapse");
    }

    [Fact]
    public void Couplings_have_no_release()
    {
        var setting = new SynapseNetwork();
        var error = Assert.Throws<ArgumentException>(() => setting.Network.Connect(
            setting.Targets, setting.Targets, new AllToAll(), new GapJunction("gap"), 1 * nS, release: new Depressing("release")));
        Assert.Contains("a coupling acts all the time and has no release", error.Message);
    }

    [Fact]
    public void What_grows_beyond_what_was_declared_stops_the_run_by_name()
    {
        var setting = new SynapseNetwork();
        var rule = new Declared(synapse => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * 20));
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "growing", plasticity: rule);
        using var run = new Simulation(setting.Network);
        var error = Assert.Throws<SimulationDivergedException>(() => run.Advance(60 * ms));
        Assert.Contains("Projection 'growing', the synapse from cell", error.Message);
        Assert.Contains("larger than declared (64 nS)", error.Message);
        Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * ms));
    }

    [Fact]
    public void What_is_no_number_stops_the_run_by_name()
    {
        var setting = new SynapseNetwork();
        var rule = new Declared(synapse => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * Log(-1.0 * synapse.Weight / (1 * nS))));
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "broken", plasticity: rule);
        using var run = new Simulation(setting.Network);
        Assert.Contains("Projection 'broken', the synapse from cell", Assert.Throws<SimulationDivergedException>(() => run.Advance(60 * ms)).Message);
    }

    private static void Refused(Action<SynapseBuilder> declare, params string[] said)
    {
        var setting = new SynapseNetwork();
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "tried",
            plasticity: new Declared(declare));
        var error = Record.Exception(() => new Simulation(setting.Network));
        Assert.True(error is ArgumentException or UnknownNameException, $"{error}");
        Assert.Contains("tried", error.Message);
        Assert.All(said, part => Assert.Contains(part, error.Message));
    }

    private static void Halve(SynapseBuilder synapse) => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight / 2);

    private sealed record Releasing() : Release("release")
    {
        protected internal override void Declare(SynapseBuilder synapse) => Halve(synapse);
    }

    private sealed record Declared(Action<SynapseBuilder> Declaration) : Plasticity("rule")
    {
        protected internal override void Declare(SynapseBuilder synapse) => Declaration(synapse);
    }
}
