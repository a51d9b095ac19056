using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>
/// Each rank makes the synapses onto its own cells: they are those of one process for every rule, however weights and delays are drawn, and so is what follows
/// from all of them.
/// </summary>
public class RankBuildingTests
{
    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(
        ["in-degree", "out-degree", "probability", "total", "all", "one", "pairs"], ["uniform", "skipped", "refused", "formula", "listed or coded"]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Synapses_are_those_of_one_process(string rule, string values)
    {
        var (hash, checkpoint, tables) = Outcome(RankGroup.Alone, rule, values, threads: 1);
        foreach (int ranks in new[] { 2, 3 })
        {
            foreach (var outcome in ThreadRanks.Run(ranks, group => Outcome(group, rule, values, threads: ranks - 1)))
            {
                Assert.Equal(hash, outcome.Hash);
                Assert.Equal(tables, outcome.Tables);

                // The fingerprint of all synapses is in it.
                Assert.True(outcome.Checkpoint.Length == 0 || checkpoint.AsSpan().SequenceEqual(outcome.Checkpoint));
            }
        }
    }

    [Fact]
    public void Cells_without_a_target_of_a_slice_have_none()
    {
        // All targets of the slice are of the second rank.
        static (int Count, string Hash) Run(RankGroup group)
        {
            var network = new Network { Seed = 2 };
            var sources = network.Add(new Population("sources", 50, new PoissonSource { Rate = 100 * Hz }));
            var cells = network.Add(new Population("cells", 400, new LeakyCell()));
            var some = cells.Slice("some", 300..350);
            network.Connect(sources, some, new FixedInDegree(5), new Exponential("excitation"), Uniform(1 * nS, 20 * nS), LogNormal(3 * ms, 0.5 * ms));
            using var run = new Simulation(network, new RunOptions { Threads = 1, Ranks = group });
            var spikes = run.Record(cells.Spikes);
            run.Advance(50 * ms);
            return ((int)run.Synapses, $"{spikes.Hash()} {run.Values(cells, "V").In(mV).Sum():R}");
        }

        var expected = Run(RankGroup.Alone);
        Assert.Equal(250, expected.Count);
        Assert.All(ThreadRanks.Run(2, Run), outcome => Assert.Equal(expected, outcome));
    }

    [Fact]
    public void Groups_of_delays_are_as_long_at_a_rank_as_in_one_process()
    {
        // Rows of 256 synapses with 40 delays: groups of 32 are in eight blocks of delays in one process, and in one block where a row has an eighth of them.
        static long Bytes(RankGroup group)
        {
            var network = new Network { Seed = 4 };
            var sources = network.Add(new Population("sources", 3000, new PoissonSource { Rate = 10 * Hz }));
            var cells = network.Add(new Population("cells", 4096, new LeakyCell()));
            network.Connect(sources, cells, new FixedOutDegree(256), new Exponential("excitation"), Uniform(1 * nS, 2 * nS), Uniform(1 * ms, 4.9 * ms));
            using var run = new Simulation(network, new RunOptions { Threads = 1, Ranks = group });
            return run.SynapseBytes;
        }

        long all = ThreadRanks.Run(8, Bytes).Sum();
        Assert.InRange((double)all / Bytes(RankGroup.Alone), 1, 1.003);
    }

    [Fact]
    public void A_weight_that_cannot_be_at_one_rank_is_told_by_all()
    {
        var errors = ThreadRanks.Errors(3, group =>
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 300, new LeakyCell()));
            network.Connect(cells, cells, new FixedInDegree(2), new Exponential("excitation"),
                new SynapseFormula<Conductance>((_, target) => 1 * nS / Neuropil.Functions.Abs(target.Index - 250)), 1 * ms, "singular");
            network.Connect(cells, cells, new FixedInDegree(2), new Exponential("excitation"), 1 * nS, LogNormal(9 * ms, 1 * ms));
            _ = new Simulation(network, new RunOptions { Ranks = group });
        });
        string own = Assert.IsType<ArgumentException>(errors[2]).Message;
        Assert.Contains("to cell 250 of the target is ", own, StringComparison.Ordinal);
        Assert.All(errors[..2], error => Assert.Equal($"Rank 2: {own}", Assert.IsType<RankException>(error).Message));
    }

    [Fact]
    public void A_change_that_fails_at_one_rank_changes_nothing_at_any()
    {
        static string Run(RankGroup group, bool changes)
        {
            var setting = new ChangedWeights();
            using var run = setting.New(group);
            run.Advance(10 * ms);
            if (changes)
            {
                var error = Record.Exception(() => run.Set(setting.Projection, "w", new SynapseFormula<Conductance>(
                    (_, target) => 1 * nS / Neuropil.Functions.Abs(target.Index - 250))));
                Assert.NotNull(error);
            }

            run.Advance(20 * ms);
            run.Set(setting.Projection, "w", Uniform(0 * nS, 3 * nS));
            run.Advance(20 * ms);
            return $"{run.SpikeCounts[0]} {string.Join(' ', run.Values(run.Network.Populations[0], "V").In(mV).Select(BitConverter.DoubleToInt64Bits))}";
        }

        string expected = Run(RankGroup.Alone, changes: false);
        Assert.All(ThreadRanks.Run(2, group => Run(group, changes: true)), outcome => Assert.Equal(expected, outcome));
    }

    private sealed class ChangedWeights
    {
        public ChangedWeights()
        {
            var cells = Network.Add(new Population("cells", 300, new LeakyCell { Rest = -47 * mV }));
            Projection = Network.Connect(cells, cells, new FixedInDegree(20), new Exponential("excitation"), 1 * nS, 1 * ms);
        }

        public Network Network { get; } = new() { Seed = 4 };

        public Projection Projection { get; }

        public Simulation New(RankGroup group) => new(Network, new RunOptions { Ranks = group, Threads = 1 });
    }

    private static (string Hash, byte[] Checkpoint, string Tables) Outcome(RankGroup group, string rule, string values, int threads)
    {
        var network = new Network { Seed = 11 };
        var sources = network.Add(new Population("sources", 150, new PoissonSource { Rate = 100 * Hz }));
        var cells = network.Add(new Population("cells", 150, new LeakyCell()));
        var excitation = new Exponential("excitation");
        Projection[] all =
        [
            network.Add(New("static", excitation) with { HasCodedWeights = values == "listed or coded" && rule != "pairs" }),
            network.Add(New("not stored", excitation) with { IsStored = rule is "in-degree" or "pairs" || values == "listed or coded" }),
            network.Add(New("depressing", excitation) with { Release = new Binomial("release"), DendriticDelay = LogNormal(2 * ms, 0.2 * ms) }),
            network.Add(New("plastic", excitation) with
            {
                Weight = Uniform(0 * nS, 1 * nS), Plasticity = new PairRule("pairs") { Potentiation = 0.05 * nS, Depression = 0.06 * nS },
            }),
        ];
        using var run = new Simulation(network, new RunOptions { Threads = threads, Ranks = group });
        var spikes = run.Record(cells.Spikes);
        run.Advance(50 * ms);
        using var file = new MemoryStream();
        run.SaveCheckpoint(file);
        var tables = all.Select(run.SynapsesOf).Select(table => $"{table.Count} {table.Targets.Sum(target => (long)target)} {table.In("w", nS).Sum():R} "
            + $"{table.In("delay", ms).Sum():R}");
        string bits = string.Join(" ", run.Values(cells, "V").In(mV).Select(BitConverter.DoubleToInt64Bits));
        return ($"{spikes.Count} {spikes.Hash()} {bits} {run.Synapses} {run.SynapticEvents}", file.ToArray(), string.Join('\n', tables));

        Projection<Conductance> New(string name, Receptor<Conductance> receptor) => new()
        {
            Name = name, Source = sources, Target = cells, Receptor = receptor, Rule = RuleOf(rule), Weight = WeightOf(), Delay = DelayOf(),
        };

        Parameter<Conductance> WeightOf() => values switch
        {
            "uniform" => 1 * nS,
            "skipped" => LogNormal(1 * nS, 0.5 * nS),
            "refused" => Gamma(1 * nS, 0.7 * nS),
            "formula" => new SynapseFormula<Conductance>((source, target)
                => Uniform(0.5 * nS, 1 * nS) + (target.Index * (0.01 * nS)) + (source.Index * (0.01 * nS))),
            _ => rule == "pairs" ? Enumerable.Range(0, 400).Select(i => 0.01 * i * nS).ToArray() : Normal(1 * nS, 0.2 * nS),
        };

        Parameter<Time> DelayOf() => values switch
        {
            "uniform" => 1 * ms,
            "skipped" => LogNormal(3 * ms, 0.3 * ms),
            "refused" => TruncatedNormal(3 * ms, 2 * ms, 0.5 * ms, 4 * ms),
            "formula" => new SynapseFormula<Time>((source, target) => 1 * ms + (Neuropil.Functions.Abs(target.Index - source.Index) * (0.01 * ms))),
            _ => rule == "pairs" ? Enumerable.Range(0, 400).Select(i => (1 + (i % 9)) * ms).ToArray() : Uniform(1 * ms, 2 * ms),
        };
    }

    private static ConnectionRule RuleOf(string rule) => rule switch
    {
        "in-degree" => new FixedInDegree(4) { WithRepetition = true },
        "out-degree" => new FixedOutDegree(4),
        "probability" => new FixedProbability(0.03),
        "total" => new FixedTotalNumber(500),
        "all" => new AllToAll(),
        "one" => new OneToOne(),
        _ => new ExplicitPairs([.. Enumerable.Range(0, 400).Select(i => (i * 7 % 150, i * i % 150))]),
    };
}
