using Neuropil.Engine;
using Neuropil.Networks;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Synapses that are made again at each spike are those that would have been stored, to the bit, on any threads and after a resume.</summary>
public class RegeneratedRowsTests
{
    private static readonly Lazy<string> stored = new(() => Run(_ => true, threads: 1));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nothing_stored_gives_the_same_bits(int threads) => Assert.Equal(stored.Value, Run(_ => false, threads));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    public void Some_stored_and_some_not_give_the_same_bits(int parity, int threads)
        => Assert.Equal(stored.Value, Run(index => index % 2 == parity, threads));

    [Theory]
    [InlineData(123, true, false)]
    [InlineData(300, false, true)]
    [InlineData(301, false, false)]
    public void A_checkpoint_of_one_form_is_one_of_the_other(int steps, bool storedFirst, bool storedThen)
    {
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(_ => storedFirst), new RunOptions { Threads = 2 }))
        {
            Record(first);
            first.Advance(steps * first.TimeStep);
            first.SaveCheckpoint(file);
        }

        file.Position = 0;
        using var second = new Simulation(Build(_ => storedThen), new RunOptions { Threads = 3 });
        var records = Record(second);
        second.LoadCheckpoint(file);
        second.Advance(MixedNetwork.Duration - second.Time);
        Assert.Equal(stored.Value, Hash(records));
    }

    [Fact]
    public void Nothing_is_held()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell()));
        network.Add(new Projection<Conductance>
        {
            Source = cells, Target = cells, Rule = new FixedOutDegree(1000), Receptor = new Exponential("synapse"), Weight = Normal(6 * nS, 1 * nS),
            Delay = Uniform(1 * ms, 3 * ms), IsStored = false,
        });
        using var run = new Simulation(network, new RunOptions { Threads = 1 });
        Assert.Equal(1_000_000, run.Synapses);
        Assert.Equal(0, run.SynapseBytes);
        Assert.Equal(0, Simulation.EstimateMemory(network).Parts.Single(part => part.Name == "synapses").Bytes);
    }

    [Fact]
    public void What_cannot_be_made_again_is_refused_by_name()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 100, new LeakyCell()));
        var sound = new Projection<Conductance>
        {
            Name = "mine", Source = cells, Target = cells, Rule = new FixedOutDegree(10), Receptor = new Exponential("synapse"),
            Weight = 1 * nS, IsStored = false,
        };
        Assert.Equal("Projection 'mine' is not stored, but rows of FixedInDegree cannot be made one by one; expected IsStored to be true.",
            Error(sound with { Rule = new FixedInDegree(10) }));
        Assert.Equal("Projection 'mine' is not stored, but synapses with state have to be; expected IsStored to be true.",
            Error(sound with { Plasticity = new PairRule("pairs") }));
        Assert.Equal("Projection 'mine' is not stored, but a coupling has to be; expected IsStored to be true.",
            Error(sound with { Receptor = new GapJunction("gap") }));
        network.Add(sound with { Delay = Uniform(0 * second, 1000 * second) });
        Assert.Matches("Projection 'mine' is not stored, and its delays span [0-9]+ time steps: what is on its way would take .* GB; expected at most 1.07 GB",
            Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { Threads = 1, MemoryLimit = long.MaxValue })).Message);

        string Error(Projection projection) => Assert.Throws<ArgumentException>(() => network.Add(projection)).Message;
    }

    /// <summary>A mixed network whose projections, by their number, are stored or not where they can be.</summary>
    internal static Network Build(Func<int, bool> isStored)
    {
        var mixed = MixedNetwork.Build(0.5 * ms);
        var network = new Network { Seed = mixed.Seed };
        foreach (var population in mixed.Populations)
        {
            network.Add(population);
        }

        foreach (var projection in mixed.Projections)
        {
            bool canBe = projection.Rule is not (FixedInDegree or ExplicitPairs);
            network.Add(projection with { IsStored = !canBe || isStored(projection.Index) });
        }

        // Long rows of everything that can be drawn, with both parts of the delay.
        var (source, target) = (network.Populations[0], network.Populations[1]);
        network.Add(new Projection<Conductance>
        {
            Name = "further", Source = source.Slice("some", 30..150), Target = target, Rule = new FixedTotalNumber(3000),
            Receptor = new Exponential("excitation"), Weight = Normal(0.2 * nS, 0.1 * nS), Delay = TruncatedNormal(2 * ms, 1 * ms, 0.5 * ms, 6 * ms),
            DendriticDelay = Uniform(0 * ms, 1 * ms),
            IsStored = isStored(6),
        });
        network.Add(new Projection<Conductance>
        {
            Name = "to all", Source = target, Target = source, Rule = new AllToAll(), Receptor = new Exponential("excitation"), Weight = 0.01 * nS,
            Delay = new SynapseFormula<Time>((from, to) => 0.5 * ms + (0.01 * ms * (from.Index + to.Index))), IsStored = isStored(7),
        });
        return network;
    }

    private static SpikeRecord[] Record(Simulation run) => [.. run.Network.Populations.Select(population => run.Record(population.Spikes))];

    private static string Hash(SpikeRecord[] records) => string.Join(' ', records.Select(record => record.Trains().Hash()));

    private static string Run(Func<int, bool> isStored, int threads)
    {
        using var run = new Simulation(Build(isStored), new RunOptions { Threads = threads });
        var records = Record(run);
        run.Advance(MixedNetwork.Duration);
        Assert.True(records[0].Count > 200 && records[1].Count > 5);
        return Hash(records);
    }
}
