using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Weights and delays by a formula of both cells: each synapse has what the formula says, in every form of storage and on any threads.</summary>
public class SynapseFormulaTests
{
    private static readonly Length[] SourcePlaces = [.. Enumerable.Range(0, 60).Select(i => i * 10 * um)];
    private static readonly Length[] TargetPlaces = [.. Enumerable.Range(0, 90).Select(i => (i * 7 * um) + (3 * um))];

    [Fact]
    public void Every_synapse_has_the_value_that_the_formula_gives_its_cells()
    {
        var (network, projection) = Build(new SynapseFormula<Time>(Distance), new SynapseFormula<Conductance>((source, target)
            => 1 * nS + (0.01 * nS * source.Index) + (0.001 * nS * target.Index)));
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        var table = run.SynapsesOf(projection);
        double[] delays = table.In("delay", ms);
        double[] weights = table.In("w", nS);
        for (int i = 0; i < table.Count; i++)
        {
            double distance = Math.Abs((SourcePlaces[table.Sources[i]] - TargetPlaces[table.Targets[i]]).SiValue);
            Assert.Equal(0.5 + (distance / 0.3 * 1e3), delays[i], 0.0501); // rounded to the time step
            Assert.Equal(1 + (0.01 * table.Sources[i]) + (0.001 * table.Targets[i]), weights[i], 1e-6);
        }

        Assert.InRange(delays.Distinct().Count(), 10, 40);
    }

    public static TheoryData<string, int> Variants => new() { { "Auto", 2 }, { "Groups", 1 }, { "Blocks", 3 }, { "Ring", 2 } };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Storage_and_threads_change_nothing(string storage, int threads)
    {
        Assert.Equal(Run(SynapseStorage.Auto, 1), Run(Enum.Parse<SynapseStorage>(storage), threads));
        static double[] Run(SynapseStorage storage, int threads)
        {
            var (network, _) = Build(
                new SynapseFormula<Time>((source, target) => Distance(source, target) + Uniform(0 * ms, 1 * ms)),
                new SynapseFormula<Conductance>((source, target) => 1 * nS * Exp(-source.Index / 30.0) + Normal(1 * nS, 0.1 * nS)));
            using var run = new Simulation(network, new RunOptions { Storage = storage, Threads = threads });
            var trace = run.Record(network.Populations[1].Trace("synapse.g", [.. Enumerable.Range(0, 90)]));
            run.Advance(50 * ms);
            double[] conductances = [.. trace.Traces().Columns.SelectMany(column => column.Values)];
            Assert.True(conductances.Distinct().Count() > 1000);
            return conductances;
        }
    }

    [Fact]
    public void Synapses_with_state_and_couplings_take_formulas_too()
    {
        var (network, _) = Build(1 * ms, 1 * nS);
        var (source, target) = (network.Populations[0], network.Populations[1]);
        var weight = new SynapseFormula<Conductance>((from, to) => 1 * nS * (1 + (from.Index / 10) + (to.Index / 100)));
        var plastic = network.Connect(source, target, new FixedProbability(0.2), new Exponential("changing"), weight, new SynapseFormula<Time>(Distance),
            plasticity: new PairRule("pairs") { Largest = 10 * nS }, name: "changing");
        var gap = network.Connect(target, target, new FixedProbability(0.2) { SelfConnections = false }, new GapJunction("gap"), weight);
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        var table = run.SynapsesOf(plastic);
        double[] weights = table.In("w", nS);
        for (int i = 0; i < table.Count; i++)
        {
            Assert.Equal(1 + (table.Sources[i] / 10.0) + (table.Targets[i] / 100.0), weights[i], 1e-6);
        }

        run.Advance(5 * ms);
        Assert.NotNull(gap);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("of a synapse is a Conductance (nS); expected a Time (ms)",
            Assert.Throws<DimensionMismatchException>(() => new SynapseFormula<Time>((source, target) => 1 * nS * source.Index)).Message);
        Assert.Contains("say whose value is meant by source.Value(...)",
            Assert.Throws<ArgumentException>(() => new SynapseFormula<Length>((source, target) => Expr.Of((Parameter<Length>)SourcePlaces))).Message);
        Assert.Contains("reads 't', which is nothing",
            Assert.Throws<ArgumentException>(() => new SynapseFormula<Time>((source, target) => Symbol.Time)).Message);
        Assert.Contains("The values of a source are 3 um; expected a list", Assert.Throws<ArgumentException>(
            () => new SynapseFormula<Length>((source, target) => source.Value((Parameter<Length>)(3 * um)))).Message);
        Assert.Contains("formula of its delays: the source's values are a list of 90 in", Assert.Throws<ArgumentException>(
            () => Build(new SynapseFormula<Time>((source, target) => 1 * ms * (source.Value((Parameter<Length>)TargetPlaces) / um)), 1 * nS)).Message);
        var (network, _) = Build(new SynapseFormula<Time>((source, target) => 1 * ms * (source.Index - target.Index)), 1 * nS);
        Assert.Matches("delay of 'source to target' is -.* ms; expected a finite time of 0 ms or more", Assert.Throws<ArgumentException>(
            () => new Simulation(network)).Message);
        var cells = new Network();
        cells.Add(new Population("cells", 3, new LeakyIntegrateAndFire { Threshold = new SynapseFormula<Voltage>((source, target) => 1 * mV * source.Index) }));
        Assert.Contains("is a formula of a synapse's ends", Assert.Throws<ArgumentException>(() => new Simulation(cells)).Message);
    }

    private static Expr Distance(SynapseEnd source, SynapseEnd target)
        => 0.5 * ms + (Abs(source.Value((Parameter<Length>)SourcePlaces) - target.Value((Parameter<Length>)TargetPlaces)) / (0.3 * metre / second));

    private static (Network Network, Projection Projection) Build(Parameter<Time> delay, Parameter<Conductance> weight)
    {
        var network = new Network { Seed = 3 };
        var source = network.Add(
            new Population("source", 60, new SpikeTimes([.. Enumerable.Range(0, 300).Select(i => (i * 7 % 60, (1 + (i % 40)) * ms))])));
        var target = network.Add(new Population("target", 90, new LeakyCell { Threshold = 1 * volt }));
        return (network, network.Connect(source, target, new FixedInDegree(30), new Exponential("synapse"), weight, delay));
    }
}
