using Neuropil.Engine;
using Neuropil.Tests.Engine.Changes;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>Synapses that come and go while the network is divided: all ranks let the same rule decide, by the same values, and each rewires its own.</summary>
public class RankStructureTests
{
    [Theory]
    [InlineData(2, 1, "Ring")]
    [InlineData(3, 2, "Groups")]
    public void A_rewired_run_is_that_of_one_process(int ranks, int threads, string storage)
    {
        string expected = RewiringTests.Outcome(new RunOptions { Threads = 1 });
        var options = new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
        Assert.All(ThreadRanks.Run(ranks, group => RewiringTests.Outcome(options with { Ranks = group })), outcome => Assert.Equal(expected, outcome));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    public void Any_number_of_ranks_goes_on_with_it(int before, int after)
    {
        string expected = RewiringTests.Outcome(new RunOptions { Threads = 1 });
        byte[] file = Of(before, group =>
        {
            using var run = New(group);
            RewiringTests.Record(run);
            run.Advance(21.1 * ms);
            using var stream = new MemoryStream();
            run.SaveCheckpoint(stream);
            return stream.ToArray();
        })[0];
        Assert.All(Of(after, group =>
        {
            using var run = New(group);
            var records = RewiringTests.Record(run);
            run.LoadCheckpoint(group.Writes ? new MemoryStream(file) : Stream.Null);
            run.Advance((60 * ms) - run.Time);
            return ChangingNetwork.Outcome(run, records);
        }), outcome => Assert.Equal(expected, outcome));
    }

    [Fact]
    public void A_rule_reads_cells_and_synapses_of_all_ranks()
    {
        string expected = Grown(RankGroup.Alone);
        Assert.All(ThreadRanks.Run(3, Grown), outcome => Assert.Equal(expected, outcome));

        static string Grown(RankGroup group)
        {
            var network = new Network { Seed = 8 };
            var sources = network.Add(new Population("sources", 80, new PoissonSource { Rate = 50 * Hz }));
            var cells = network.Add(new Population("cells", 300, new LeakyCell { Rest = -50.5 * mV }));
            var projection = network.Add(new Projection<Conductance>
            {
                Source = sources, Target = cells, Rule = new FixedInDegree(5), Receptor = new Exponential("excitation"), Weight = 5 * nS,
                Plasticity = new SynapticElements("growth"), Structure = new HomeostaticGrowth { DendriticElements = "z", Interval = 20 * ms },
            });
            using var run = new Simulation(network, new RunOptions { Threads = 2, Ranks = group });
            var spikes = run.Record(cells.Spikes);
            run.Advance(100 * ms);
            run.Set(projection, "z", 7);
            run.Advance(100 * ms);
            var table = run.SynapsesOf(projection);
            Assert.All(table.InDegrees(), degree => Assert.InRange(degree, 5, 8));
            return $"{spikes.Count} {spikes.Hash()} {run.Synapses} {string.Join(' ', table.Sources)} {string.Join(' ', table.Targets)}";
        }
    }

    private static T[] Of<T>(int ranks, Func<RankGroup, T> program) => ranks == 1 ? [program(RankGroup.Alone)] : ThreadRanks.Run(ranks, program);

    private static Simulation New(RankGroup group)
        => new(RewiringTests.Build(new Churn { Interval = 7 * ms }), new RunOptions { Threads = 2, Ranks = group });
}
