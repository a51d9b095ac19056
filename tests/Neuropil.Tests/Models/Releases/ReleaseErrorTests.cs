using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Releases;

/// <summary>What a release cannot be is refused when the simulation is made, naming parameter, value and bound.</summary>
public class ReleaseErrorTests
{
    public static TheoryData<string, Release> Impossible => new()
    {
        { "r.recovery is 0 ms; expected more than 0 ms.", new TsodyksMarkram("r") { Recovery = 0 * ms } },
        { "r.facilitation is -5 ms; expected more than 0 ms.", new TsodyksMarkram("r") { Facilitation = -5 * ms } },
        { "r.utilization is 0; expected 0 to 1, and more than 0.", new TsodyksMarkram("r") { Utilization = 0, Facilitation = 100 * ms } },
        { "r.utilization is 1.2; expected 0 to 1", new TsodyksMarkram("r") { Utilization = 1.2 } },
        { "r.inactivation is 0 ms; expected more than 0 ms.", new TsodyksMarkramThreeState("r") { Inactivation = 0 * ms } },
        { "r.utilization is 0; expected 0 to 1, and more than 0.", new MongilloBarakTsodyks("r") { Utilization = 0 } },
        { "r.probability is 1.5; expected 0 to 1.", new BinomialRelease("r") { Probability = 1.5 } },
        { "r.probability is -0.1; expected 0 to 1.", new BinomialRelease("r") { Probability = -0.1 } },
        { "sites is 0; expected 1 to 256.", new BinomialRelease("r") { Sites = 0 } },
        { "sites is 257; expected 1 to 256.", new BinomialRelease("r") { Sites = 257 } },
        { "quantalVariation is -0.3; expected 0 or more.", new BinomialRelease("r") { QuantalVariation = -0.3 } },
        { "sites is -1; expected 1 to 256.", new StochasticTsodyksMarkram("r") { Sites = -1 } },
        { "r.utilization is 0; expected 0 to 1, and more than 0.", new StochasticTsodyksMarkram("r") { Utilization = 0 } },
        { "r.fastDepression is 1.1; expected 0 to 1.", new FacilitationDepression("r") { FastDepression = 1.1 } },
        { "r.augmentationDecay is 0 ms; expected more than 0 ms.", new Enhancement("r") { AugmentationDecay = 0 * second } },
        { "sites is 0; expected 1 or more.", new VesicleCycle("r") { Sites = 0 } },
        { "r.docking is -5 Hz; expected 0 Hz or more.", new VesicleCycle("r") { Docking = -5 * Hz } },
        { "r.recycling is -", new VesicleCycle("r") { Recycling = Uniform(-2 * Hz, -1 * Hz) } },
        { "r.retrieval is 1000 kHz; expected 0 Hz or more, and at most 80 kHz.", new VesicleCycle("r") { Retrieval = 1000 * kHz } },
        { "a synapse of source 0: r.retrieval is 9", new VesicleCycle("r") { Retrieval = Uniform(90 * kHz, 99 * kHz) } },
        { "a synapse of source 0: r.docking is 9", new MeanVesicleCycle("r") { Docking = Uniform(90 * kHz, 99 * kHz) } },
        { "r.retrieval is 100 kHz; expected 0 Hz or more, and at most 80 kHz.", new MeanVesicleCycle("r") { Retrieval = 100 * kHz } },
        { "synchronousCooperativity is 0; expected more than 0.", new MeanVesicleCycle("r") { SynchronousCooperativity = 0 } },
        { "r.localCalcium is -1 uM; expected 0 mM or more.", new MeanVesicleCycle("r") { LocalCalcium = -1 * uM } },
        { "a synapse of source 0: r.utilization is ", new TsodyksMarkram("r") { Utilization = Uniform(1.1, 1.5) } },
        { "a synapse of source 0: r.utilization is ", new TsodyksMarkram("r") { Utilization = Uniform(-0.5, -0.1) } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_value_is_named(string message, Release release)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, release: release);
        string found = Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        Assert.StartsWith("Projection ", found, StringComparison.Ordinal);
        Assert.Contains(message, found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_no_period_can_follow_is_refused_while_the_network_runs_too()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, release: new VesicleCycle("r"));
        using var run = new Simulation(network);
        run.Set(synapses, "docking", 80 * kHz);
        Assert.Equal(
            $"'r.docking' of projection '{synapses.Name}' cannot become 81 kHz: r.docking is 81 kHz; expected 0 Hz or more, and at most 80 kHz.",
            Assert.Throws<ArgumentException>(() => run.Set(synapses, "docking", 81 * kHz)).Message);
    }

    [Fact]
    public void A_spike_of_the_target_lets_out_nothing()
        => Assert.Contains(
            "emits on a postsynaptic spike; expected its presynaptic spike, or a clock of its own.",
            Refused(synapse => synapse.Emit(synapse.PostsynapticSpike, 1.0)), StringComparison.Ordinal);

    [Fact]
    public void More_than_was_declared_stops_the_run_also_at_a_tick()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, release: new Own(synapse =>
        {
            var n = synapse.Variable("n", Scope.Edge, 0.0);
            var tick = synapse.Clock("tick", 1 * ms);
            synapse.On(tick, n, n + 1);
            synapse.Emit(tick, n, largest: 5);
        }));
        using var run = new Simulation(network);
        run.Advance(5.5 * ms);
        Assert.Contains("synapse", Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * ms)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_and_a_draw_name_what_they_cannot_be()
    {
        Assert.Contains("1 states; expected at least 2", Assert.Throws<ArgumentException>(() => new MarkovChain(1)).Message, StringComparison.Ordinal);
        var chain = new MarkovChain(3);
        chain.Transition(0, 1, 0.1);
        Assert.Contains("from state 0 to state 1 of 3", Assert.Throws<ArgumentException>(() => chain.Transition(0, 1, 0.2)).Message, StringComparison.Ordinal);
        Assert.Contains("from state 0 to state 3 of 3", Assert.Throws<ArgumentException>(() => chain.Transition(0, 3, 0.2)).Message, StringComparison.Ordinal);
        Assert.Contains("expected a pure number", Assert.Throws<DimensionMismatchException>(() => chain.Transition(1, 2, 5 * Hz)).Message,
            StringComparison.Ordinal);
        Assert.Contains("up to 300 trials is drawn; expected 1 to 256", Assert.Throws<ArgumentException>(() => Draws.Binomial(0.5, 300, 0.5, 300)).Message,
            StringComparison.Ordinal);
    }

    private static string Refused(Action<SynapseBuilder> declare)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, release: new Own(declare));
        return Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
    }

    private sealed record Own(Action<SynapseBuilder> Declaring) : Release("own")
    {
        protected internal override void Declare(SynapseBuilder synapse) => Declaring(synapse);
    }
}
