using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>What a release or a plasticity cannot be is refused where it is declared, naming the thing.</summary>
public class SynapseErrorTests
{
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
        setting.Network.Connect(setting.Sources, setting.Targets, new AllToAll(), SynapseNetwork.Receptor, 1 * nS, name: "tried", plasticity: new Declared(declare));
        var error = Record.Exception(() => new Simulation(setting.Network));
        Assert.True(error is ArgumentException or UnknownNameException, $"{error}");
        Assert.Contains("tried", error.Message);
        Assert.All(said, part => Assert.Contains(part, error.Message));
    }

    private sealed record Declared(Action<SynapseBuilder> Declaration) : Plasticity("rule")
    {
        protected internal override void Declare(SynapseBuilder synapse) => Declaration(synapse);
    }
}
