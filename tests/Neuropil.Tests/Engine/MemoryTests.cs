using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>What is allocated, per step and per synapse. Other tests would count too, so these run alone.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    /// <summary>Tests that run while no other does.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 0.5)]
    public void A_step_allocates_nothing_on_the_managed_heap(int threads, double shortestDelay)
    {
        using var run = new Simulation(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = threads });
        var records = MixedNetwork.Record(run);
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 200);
        Assert.True(records.Spikes[0].Count > 500);
    }

    [Fact]
    public void A_step_of_synapses_that_are_not_stored_allocates_nothing_either()
    {
        using var run = new Simulation(RegeneratedRowsTests.Build(_ => false), new RunOptions { Threads = 2 });
        run.Advance(100 * ms);
        RequireNothingInAStep(run, 200);
    }

    [Fact]
    public void A_step_of_couplings_and_chances_allocates_nothing_either()
    {
        using var run = new Simulation(CouplingTests.Mixed(), new RunOptions { Threads = 2 });
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_of_couplings_that_learn_allocates_nothing_either(int threads)
    {
        var network = new Network();
        var units = network.Add(new Population("units", 100, new RateUnit { External = 1 }));
        network.Connect(units, units, new FixedProbability(0.3), new DriveCoupling("drive"), Uniform(0.0, 0.01),
            plasticity: new BcmPlasticity("bcm") { LearningRate = 0.1 * Hz });
        using var run = new Simulation(network, new RunOptions { Threads = threads });
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_of_synapses_with_state_allocates_nothing_either(int threads)
    {
        // Rows at spikes of sources and clocks, columns at spikes of targets, chances, both delays.
        var setting = new SynapseNetwork(sources: 60, steps: 11000);
        setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, Uniform(0.1 * nS, 0.2 * nS), Uniform(0.3 * ms, 1.6 * ms),
                "depressing pairs",
            new Depressing("release"), new PairRule("pairs"), Uniform(0 * ms, 0.8 * ms));
        setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, 0.05 * nS, name: "quanta", release: new Binomial("quanta"),
                plasticity: new Fading("fading"));
        using var run = new Simulation(setting.Network, new RunOptions { Threads = threads });
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_in_which_spikes_of_targets_reach_no_synapse_allocates_nothing_either(int threads)
    {
        var setting = new SynapseNetwork(sources: 60, steps: 11000);
        for (int i = 0; i < 10; i++)
        {
            setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.1), SynapseNetwork.Receptor, 0.05 * nS, name: $"anti-Hebbian {i}",
                plasticity: new AntiHebbian("traces"));
        }

        using var run = new Simulation(setting.Network, new RunOptions { Threads = threads });
        var spikes = run.Record(setting.Targets.Spikes);
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 200);
        Assert.NotEqual(0, spikes.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_with_inputs_and_sources_allocates_nothing_either(int threads)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 300, new LeakyCell()));
        network.Add(new Population("sources", 300, new PoissonSource { Rate = 500 * Hz }));
        network.Add(new Population("regular", 300, new GammaSource { Rate = 500 * Hz }));
        var modulation = 1 + Functions.Sin(2 * Math.PI * 100 * Hz * Symbol.Time);
        foreach (var rate in new Parameter<Frequency>[] { 20 * kHz, 300 * kHz, Uniform(0 * kHz, 150 * kHz) })
        {
            var input = new PoissonInput<Conductance>
            {
                Name = $"at {rate}", Target = cells, Receptor = new Exponential("input"), Rate = rate, Weight = 0.001 * nS,
            };
            network.Add(input);
            network.Add(input with { Name = $"modulated {rate}", Modulation = modulation });
        }

        using var run = new Simulation(network, new RunOptions { Threads = threads });
        run.Advance(10 * ms);
        RequireNothingInAStep(run, 100);
    }

    /// <summary>Bytes of a synapse that are expected: 4 for where it goes, 4 more where weights differ.</summary>
    public static TheoryData<Parameter<Conductance>, Parameter<Time>, double> Forms => new()
    {
        { 6 * nS, 0 * ms, 4 },
        { 6 * nS, Uniform(1 * ms, 3 * ms), 4 },
        { Normal(6 * nS, 1 * nS), 1.5 * ms, 8 },
        { Normal(6 * nS, 1 * nS), Uniform(1 * ms, 3 * ms), 8 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_static_synapse_takes_at_most_16_bytes_the_building_included(Parameter<Conductance> weight, Parameter<Time> delay, double expected)
    {
        const int cells = 1000;
        var network = new Network();
        var population = network.Add(new Population("cells", cells, new LeakyCell()));
        network.Connect(population, population, new FixedOutDegree(1000) { WithRepetition = true }, new Exponential("synapse"), weight, delay);
        Simulation? run = null;
        long managed = AllocatedBy(() => run = new Simulation(network, new RunOptions { Threads = 1 }));
        using (run)
        {
            const double synapses = 1e6;
            Assert.Equal(synapses, run!.Synapses);
            Assert.InRange(run.SynapseBytes / synapses, expected, expected + 0.1);

            // What is allocated on the managed heap in all, freed or not, beside what stays.
            Assert.InRange((managed + run.Bytes) / synapses, expected, 16);
        }
    }

    // Spikes of the target change its trace alone, so that no synapse has to be found by its target.
    private sealed record AntiHebbian(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (w, y) = (synapse.Weight, synapse.Variable("y", Scope.Target, 0.0));
            synapse.Differential(y, -y / (20 * ms));
            synapse.Bounds(w, 0 * nS, 1 * nS);
            synapse.On(synapse.PresynapticSpike, w, w - (0.001 * nS * y));
            synapse.On(synapse.PostsynapticSpike, y, y + 1);
        }
    }

    private sealed record Fading(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            synapse.Bounds(synapse.Weight, 0 * nS, 1 * nS);
            synapse.On(synapse.Clock("tick", 5 * ms), synapse.Weight, 0.999 * synapse.Weight);
        }
    }

    // A call of Advance allocates a little; many steps more, with thousands of spikes and samples, less than a byte each. What other threads of the test host
    // allocate meanwhile only adds: one of several repetitions without it is enough.
    private static void RequireNothingInAStep(Simulation run, int milliseconds)
    {
        const int Few = 10;
        long few = AllocatedBy(() => run.Advance(Few * ms));
        int more = (milliseconds - Few) * 10;
        long many = long.MaxValue;
        for (int i = 0; i < 5 && many - few >= more; i++)
        {
            many = Math.Min(many, AllocatedBy(() => run.Advance(milliseconds * ms)));
        }

        Assert.True(many - few < more, $"{Few} ms allocate {few} bytes, {milliseconds} ms {many}");
    }

    private static long AllocatedBy(Action action)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
