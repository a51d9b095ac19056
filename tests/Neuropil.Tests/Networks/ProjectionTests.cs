using Neuropil.Tests.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Networks;

/// <summary>What a projection states as a record: the same as its short form, each given once, and errors that name it.</summary>
public class ProjectionTests
{
    private static readonly Exponential Excitation = new("excitation");

    [Fact]
    public void The_record_says_all_that_the_short_form_says()
    {
        var (network, source, target) = Two();
        var rule = new FixedProbability(0.5);
        var release = new Releasing("release");
        var plasticity = new Growing("plasticity");
        var delay = Uniform(1 * ms, 2 * ms);
        var connected = network.Connect(source, target, rule, Excitation, 2 * nS, delay, "name", release, plasticity, 0.5 * ms, "wiring");
        var added = network.Add(new Projection<Conductance>
        {
            Source = source, Target = target, Rule = rule, Receptor = Excitation, Weight = 2 * nS, Delay = delay, Name = "name",
            Release = release, Plasticity = plasticity, DendriticDelay = 0.5 * ms, Wiring = "wiring",
        });
        Assert.NotEqual(connected, added);
        foreach (var property in typeof(Projection<Conductance>).GetProperties())
        {
            Assert.Equal(property.GetValue(connected)?.ToString(), property.GetValue(added)?.ToString());
        }
    }

    [Fact]
    public void What_is_not_given_is_the_same_in_both_forms()
    {
        string Hash(bool isRecord)
        {
            var (network, source, target) = Two();
            if (isRecord)
            {
                network.Add(new Projection<Conductance> { Source = source, Target = target, Rule = new FixedOutDegree(3), Receptor = Excitation,
                    Weight = 20 * nS });
            }
            else
            {
                network.Connect(source, target, new FixedOutDegree(3), Excitation, 20 * nS);
            }

            Assert.Equal("source to target", network.Projections[0].Name);
            using var run = new Simulation(network);
            var spikes = run.Record(target.Spikes);
            run.Advance(100 * ms);
            Assert.True(spikes.Trains().Count > 10);
            return spikes.Trains().Hash();
        }

        Assert.Equal(Hash(isRecord: false), Hash(isRecord: true));
    }

    [Fact]
    public void A_copy_is_another_projection()
    {
        var (network, source, target) = Two();
        var first = new Projection<Conductance> { Source = source, Target = target, Rule = new AllToAll(), Receptor = Excitation, Weight = 1 * nS };
        network.Add(first);
        var second = network.Add(first with { Source = target, Weight = 2 * nS });
        Assert.Equal("target to target", second.Name);
        Assert.Equal([0, 1], network.Projections.Select(projection => projection.Index));
        Assert.Equal(2e-9, second.Weight.UniformSi, 1e-20);
        Assert.Contains("'source to target' has been added before", Assert.Throws<ArgumentException>(() => network.Add(first)).Message);
        Assert.Contains("'source to target' has been added before", Assert.Throws<ArgumentException>(() => With(source).Add(first)).Message);

        static Network With(Population population)
        {
            var other = new Network();
            other.Add(population);
            other.Add(new Population("target", 1, new LeakyCell()));
            return other;
        }
    }

    [Fact]
    public void Weights_without_a_unit_are_numbers()
    {
        var network = new Network();
        var units = network.Add(new Population("units", 2, new RateUnit()));
        var projection = network.Add(
            new Projection<Number> { Source = units, Target = units, Rule = new AllToAll(), Receptor = new DriveCoupling("drive"), Weight = (Number)0.5 });
        Assert.Equal(0.5, projection.Weight.UniformSi);
    }

    [Fact]
    public void Errors_name_the_projection()
    {
        var (network, source, target) = Two();
        var sound = new Projection<Conductance> { Name = "mine", Source = source, Target = target, Rule = new AllToAll(), Receptor = Excitation,
            Weight = 1 * nS };
        Assert.Contains("'mine': the delay is -1 ms; expected 0 ms or more", Error(sound with { Delay = -1 * ms }));
        Assert.Contains("'mine': the dendritic delay is -1 ms; expected 0 ms or more", Error(sound with { DendriticDelay = -1 * ms }));
        Assert.Contains("'mine': the delay is drawn from normal(1.5 ms, 1 ms), which reaches below zero; expected 0 ms or more, as of a distribution",
            Error(sound with { Delay = Normal(1.5 * ms, 1 * ms) }));
        Assert.Contains("'mine': the dendritic delay is drawn from uniform(-1 ms, 2 ms), which reaches below zero",
            Error(sound with { DendriticDelay = Uniform(-1 * ms, 2 * ms) }));
        Assert.Contains("'mine': population 'source' has no equations", Error(sound with { Target = source }));
        Assert.Contains("'mine': population 'alien' has not been added", Error(sound with { Source = new Population("alien", 1, new LeakyCell()) }));
        Assert.Contains("'mine' has a list of 2 weights", Error(sound with { Weight = new[] { 1 * nS, 2 * nS } }));
        Assert.Contains("projection.Rule", Error(sound with { Rule = null! }));
        Assert.Contains("'mine': population 'source' only sends spikes", Error(sound with { Receptor = new GapJunction("gap") }));
        Assert.Contains("'mine': a coupling has no delay, but 1 ms is given",
            Error(sound with { Receptor = new GapJunction("gap"), Source = target, Delay = 1 * ms }));
        Assert.Contains("has no dendritic delay", Error(sound with { Receptor = new GapJunction("gap"), Source = target, DendriticDelay = 1 * ms }));
        Assert.Empty(network.Projections);

        string Error(Projection projection) => Assert.ThrowsAny<ArgumentException>(() => network.Add(projection)).Message;
    }

    private static (Network Network, Population Source, Population Target) Two()
    {
        var network = new Network();
        return (network, network.Add(new Population("source", 20, new PoissonSource { Rate = 200 * Hz })),
            network.Add(new Population("target", 10, new LeakyCell())));
    }

    private sealed record Releasing(string Name) : Release(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse) => synapse.Emit(0.5);
    }

    private sealed record Growing(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse) => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight * 1.01);
    }
}
