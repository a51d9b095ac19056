using System.Collections.Concurrent;
using Neuropil.Compiler;
using Neuropil.Engine;
using Neuropil.Tests.Engine.Changes;
using Neuropil.Tests.Engine.Inputs;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Ranks;

/// <summary>
/// A network that is divided among ranks gives the same bits as one process: spikes, traces, means, values that are read, synapses, checkpoints. All ranks come
/// to the same.
/// </summary>
public class RankResultsTests
{
    // The outcome of one process, for all numbers of ranks.
    private static readonly ConcurrentDictionary<string, Lazy<SynapseNetwork.Outcome>> inOneProcess = [];

    public static TheoryData<string, int> Proofs() => new MatrixTheoryData<string, int>(
        ["release of sources", "release of synapses", "chances", "pairs", "together", "binomial", "stochastic", "three states", "cycle", "mean cycle",
            "spike timing", "triplets", "balance", "reward"],
        [2, 3]);

    /// <summary>Shortest delay in ms (0: a meeting every step; 0.5: every six), precision, ranks, threads of each, storage, steps ahead.</summary>
    public static TheoryData<double, Precision, int, int, string, int?> Mixed => new()
    {
        { 0, Precision.Double, 2, 1, "Auto", null },
        { 0, Precision.Single, 4, 2, "Ring", 1 },
        { 0.1, Precision.Double, 2, 2, "Auto", 1 },
        { 0.2, Precision.Single, 2, 1, "Groups", 1 },
        { 0.5, Precision.Double, 1, 2, "Auto", 1 },
        { 0.5, Precision.Double, 2, 1, "Groups", null },
        { 0.5, Precision.Double, 2, 2, "Ring", 2 },
        { 0.5, Precision.Double, 3, 1, "Blocks", 3 },
        { 0.5, Precision.Double, 3, 0, "Auto", null },
        { 0.5, Precision.Double, 4, 1, "Auto", null },
        { 0.5, Precision.Single, 3, 2, "Groups", 3 },
        { 0.5, Precision.Double, 7, 1, "Auto", 1 },
        { 1.5, Precision.Double, 2, 2, "Groups", null },
        { 1.5, Precision.Double, 3, 1, "Auto", 8 },
    };

    [Theory]
    [MemberData(nameof(Mixed))]
    public void Spikes_traces_and_means_are_those_of_one_process(
        double shortestDelay, Precision precision, int ranks, int threads, string storage, int? ahead)
    {
        var options = new RunOptions { Precision = precision, Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
        string expected = MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), options with { Threads = 1 });
        Assert.All(
            ThreadRanks.Run(ranks, group => MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), options with { Ranks = group, StepsAhead = ahead })),
            hash => Assert.Equal(expected, hash));
    }

    [Fact]
    public void Threads_that_are_not_given_share_the_processors_of_a_machine()
    {
        var threads = ThreadRanks.Run(2, group =>
        {
            var network = new Network();
            network.Add(new Population("cells", 1000 * Environment.ProcessorCount, new LeakyCell()));
            using var run = new Simulation(network, new RunOptions { Ranks = group });
            return run.Threads;
        });
        Assert.All(threads, each => Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), each));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Counts_and_values_are_those_of_one_process(int ranks, int threads)
    {
        string expected = Counted(RankGroup.Alone, 1);
        Assert.All(ThreadRanks.Run(ranks, group => Counted(group, threads)), counted => Assert.Equal(expected, counted));

        static string Counted(RankGroup group, int threads)
        {
            using var run = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = threads, Ranks = group });
            run.Advance(20 * ms);
            var principal = run.Network.Populations[0];
            var values = run.Values(principal, "V").In(mV).Concat(run.Values(principal.Slice("some", 60..70), "leak").In(pA));
            return $"{run.Synapses} {run.SynapticEvents} {string.Join(' ', run.SpikeCounts)} {string.Join(' ', values.Select(BitConverter.DoubleToInt64Bits))}";
        }
    }

    [Fact]
    public void Half_of_the_synapses_and_few_bytes_a_spike()
    {
        // 4000 sources at 200 Hz: 480 spikes in a batch of six steps, 240 at each rank; and cells that do not spike.
        Network Build()
        {
            var network = new Network { Seed = 3 };
            var sources = network.Add(new Population("sources", 4000, new PoissonSource { Rate = 200 * Hz }));
            var cells = network.Add(new Population("cells", 1000, new LeakyCell { Leak = 1 * uS }));
            network.Connect(sources, cells, new FixedOutDegree(100), new Exponential("excitation"), Distributions.Uniform(0 * nS, 0.01 * nS), 0.5 * ms);
            network.Connect(sources, cells, new FixedOutDegree(20), new Exponential("excitation"), 0.01 * nS, 0.5 * ms,
                "plastic", plasticity: new PairRule("pairs") { Potentiation = 0.001 * nS, Depression = 0.001 * nS });
            return network;
        }

        using var whole = new Simulation(Build(), new RunOptions { Threads = 1 });
        whole.Advance(30 * ms);
        foreach (var (bytes, synapseBytes, given, spikes, events) in ThreadRanks.Run(2, group =>
        {
            using var run = new Simulation(Build(), new RunOptions { Threads = 1, Ranks = group });
            run.Advance(30 * ms);
            long before = group.Meeting.BytesGiven;
            long found = run.SpikeCounts[0];
            run.Advance(300 * ms);
            return (run.Bytes, run.SynapseBytes, group.Meeting.BytesGiven - before, (run.SpikeCounts[0] - found) / 2.0, run.SynapticEvents);
        }))
        {
            Assert.InRange((double)synapseBytes / whole.SynapseBytes, 0.4, 0.55);
            Assert.InRange((double)bytes / whole.Bytes, 0.4, 0.55);
            Assert.InRange(given / spikes, 1, 2.5);
            Assert.True(events > 4000 * 120 * 0.2 * 300);
        }
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public void Synapses_with_state_are_those_of_one_process(string proof, int ranks)
    {
        var expected = inOneProcess.GetOrAdd(proof, _ => new(() => WithState(RankGroup.Alone, proof, isResumed: false))).Value;
        Assert.All(ThreadRanks.Run(ranks, group => WithState(group, proof, isResumed: false)), expected.RequireSame);
        Assert.All(ThreadRanks.Run(ranks, group => WithState(group, proof, isResumed: true)), expected.RequireSame);
    }

    private static SynapseNetwork.Outcome WithState(RankGroup group, string proof, bool isResumed)
    {
        var setting = new SynapseNetwork(targets: 300, steps: 300);
        return setting.Run(SynapseCombinationTests.Connect(setting, proof), new RunOptions { Threads = 1, Ranks = group, StepsAhead = 2 }, isResumed);
    }

    [Theory]
    [InlineData(Precision.Double, 2, 1)]
    [InlineData(Precision.Single, 3, 2)]
    public void Every_kind_of_input_is_that_of_one_process(Precision precision, int ranks, int threads)
    {
        string expected = DrivenSameResultsTests.Hash(new RunOptions { Precision = precision, Threads = 1 });
        var options = new RunOptions { Precision = precision, Threads = threads, StepsAhead = 1 };
        Assert.All(ThreadRanks.Run(ranks, group => DrivenSameResultsTests.Hash(options with { Ranks = group })),
            hash => Assert.Equal(expected, hash));
    }

    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(4, 2, true)]
    public void Rate_units_whose_couplings_learn_are_those_of_one_process(int ranks, int threads, bool isResumed)
    {
        double[] expected = PlasticCouplingTests.Learned(new RunOptions { Threads = 1 }, resumes: false);
        Assert.All(ThreadRanks.Run(ranks, group => PlasticCouplingTests.Learned(new RunOptions { Threads = threads, Ranks = group }, isResumed)),
            learned => Assert.Equal(expected, learned));
    }

    [Theory]
    [InlineData(2, 1, "Groups")]
    [InlineData(3, 2, "Ring")]
    public void A_run_that_is_changed_on_its_way_is_that_of_one_process(int ranks, int threads, string storage)
    {
        string expected = Changed(RankGroup.Alone, 1);
        Assert.All(ThreadRanks.Run(ranks, group => Changed(group, threads)), outcome => Assert.Equal(expected, outcome));

        string Changed(RankGroup group, int threads) => ChangingNetwork.Run(
            new ChangingNetwork(),
            ChangingNetwork.Options(Precision.Double, threads, storage) with { Ranks = group, StepsAhead = 1 },
            (150, run => ChangingNetwork.Other.Give(run)),
            (200, run => run.Set(run.Network.Find("cells"), "V", -60 * mV)),
            (250, run => run.Set(ChangingNetwork.Of(run, "plastic"), "w", 0.7 * nS)),
            (300, run => run.Lesion(run.Network.Find("cells").Slice("some", 60..80))),
            (400, run => run.Lesion(ChangingNetwork.Of(run, "depressing"))));
    }

    [Fact]
    public void A_checkpoint_has_the_same_bytes_whoever_writes_it()
    {
        byte[] expected = Saved(RankGroup.Alone, 1);
        foreach (int ranks in new[] { 2, 3, 4 })
        {
            Assert.Equal(expected, ThreadRanks.Run(ranks, group => Saved(group, 2))[0]);
        }

        static byte[] Saved(RankGroup group, int threads)
        {
            using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = threads, Ranks = group });
            _ = ChangingNetwork.Record(run);
            run.Advance(25 * ms);
            using var file = new MemoryStream();
            run.SaveCheckpoint(file);
            Assert.True(group.Writes || file.Length == 0);
            return file.ToArray();
        }
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void A_checkpoint_is_resumed_by_any_number_of_ranks(int before, int after)
    {
        string expected = ChangingNetwork.Run(new ChangingNetwork(), new RunOptions { Threads = 1 });
        byte[] file = Of(before, group =>
        {
            using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = 1, Ranks = group });
            _ = ChangingNetwork.Record(run);
            run.Advance(25 * ms);
            using var file = new MemoryStream();
            run.SaveCheckpoint(file);
            return file.ToArray();
        })[0];
        Assert.All(Of(after, group =>
        {
            using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = 2, Ranks = group });
            var records = ChangingNetwork.Record(run);
            run.LoadCheckpoint(group.Writes ? new MemoryStream(file) : Stream.Null);
            run.Advance(ChangingNetwork.Duration - run.Time);
            return ChangingNetwork.Outcome(run, records);
        }), outcome => Assert.Equal(expected, outcome));

        static T[] Of<T>(int ranks, Func<RankGroup, T> program) => ranks == 1 ? [program(RankGroup.Alone)] : ThreadRanks.Run(ranks, program);
    }
}
