using Neuropil.Compiler;
using Neuropil.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>
/// Releases, rules and receptors that share a wiring give the same bits for all combinations of threads, widths and storages, with and without a resume in
/// the middle that goes on in another combination. That these bits are right is shown by <see cref="SynapseTests"/> and <see cref="TogetherTests"/>.
/// </summary>
public class SynapseCombinationTests
{
    private static readonly LaneWidth[] widths = [LaneWidth.Auto, LaneWidth.Bits256, LaneWidth.Bits128, LaneWidth.Scalar];

    private static readonly SynapseStorage[] storages = [SynapseStorage.Groups, SynapseStorage.Ring];

    public static TheoryData<string, int> Proofs() => new MatrixTheoryData<string, int>(
        ["release of sources", "release of synapses", "chances", "pairs", "together", "binomial", "stochastic", "three states", "cycle", "mean cycle",
            "spike timing", "triplets", "balance", "reward"],
        [1, 2, 3]);

    [Theory]
    [MemberData(nameof(Proofs))]
    public void Every_combination_gives_the_same_bits(string proof, int threads)
    {
        var setting = new SynapseNetwork(steps: 300);
        var projection = Connect(setting, proof);
        var expected = setting.Run(projection, new RunOptions { Threads = 1 });
        Assert.True(expected.Conductance.Max(column => column.Max()) > 0.1);
        for (int i = 0; i < widths.Length; i++)
        {
            foreach (var storage in storages)
            {
                var options = new RunOptions { Threads = threads, Width = widths[i], Storage = storage };
                expected.RequireSame(setting.Run(projection, options));
            }

            // Over the numbers of threads, each width is resumed with each storage.
            var before = new RunOptions { Threads = threads, Width = widths[i], Storage = storages[(i + threads) % storages.Length] };
            var after = new RunOptions { Threads = (threads % 3) + 1, Width = widths[(i + 1) % widths.Length], Storage = SynapseStorage.Blocks };
            expected.RequireSame(setting.Run(projection, before, resumed: after));
        }
    }

    [Theory]
    [InlineData("release of sources")]
    [InlineData("chances")]
    [InlineData("pairs")]
    public void A_weight_that_all_share_and_one_for_each_synapse_give_the_same_bits(string proof)
    {
        // Equal weights are not stored, unless each synapse has one that changes.
        var (shared, each) = (new SynapseNetwork(steps: 300), new SynapseNetwork(steps: 300));
        var expected = shared.Run(Connect(shared, proof, 0.25 * nS), new RunOptions { Threads = 1 });
        expected.RequireSame(each.Run(Connect(each, proof, Uniform(0.25 * nS, 0.25 * nS)), new RunOptions { Threads = 2 }));
    }

    [Fact]
    public void Advancing_in_pieces_and_reading_between_them_is_advancing_at_once()
    {
        var setting = new SynapseNetwork(steps: 300);
        var projection = Connect(setting, "pairs");
        var expected = setting.Run(projection, new RunOptions { Threads = 1 });
        using var run = new Simulation(setting.Network, new RunOptions { Threads = 2, TimeStep = SynapseNetwork.Dt * ms });
        var trace = run.Record(setting.Targets.Trace("excitation.g", [.. Enumerable.Range(0, setting.Targets.Size)]));
        var seen = new List<double[]>();
        foreach (int steps in new[] { 1, 50, 0, 49, 100, 7, 93 })
        {
            run.Advance(steps * run.TimeStep);
            seen.Add(run.SynapsesOf(projection).In("w", nS));
        }

        Assert.Equal(expected.Conductance, trace.Traces().Columns.Select(column => column.Values.ToArray()));
        Assert.Equal(expected.Synapses.In("w", nS), seen[^1]);
        Assert.NotEqual(seen[3], seen[^1]);
    }

    internal static Projection Connect(SynapseNetwork setting, string proof, Parameter<Conductance>? weight = null)
    {
        // The clocks of cycles tick every seven steps, and the resume in the middle, at step 150, comes between two ticks.
        Release? release = proof switch
        {
            "release of sources" => new Depressing("release"),
            "release of synapses" => new Depressing("release") { Utilization = Uniform(0.2, 0.8), Recovery = Uniform(100 * ms, 500 * ms) },
            "chances" => new Binomial("quanta"),
            "binomial" => new BinomialRelease("quanta") { Probability = Uniform(0.2, 0.8), QuantalVariation = 0.3 },
            "stochastic" => new StochasticTsodyksMarkram("vesicles") { Facilitation = 200 * ms },
            "three states" => new TsodyksMarkramThreeState("release") { Facilitation = 200 * ms },
            "cycle" => new VesicleCycle("vesicles") { Sites = 3, Priming = 200 * Hz, Recycling = 100 * Hz, Period = 0.7 * ms },
            "mean cycle" => new MeanVesicleCycle("vesicles") { Sites = 3, Period = 0.7 * ms },
            _ => null,
        };
        Receptor<Conductance> receptor = proof == "together"
            ? new Together<Conductance>("glutamate", new Exponential("ampa") { Decay = 2 * ms }, new Exponential("nmda") { Decay = 50 * ms }, Ratio: 0.3)
            : SynapseNetwork.Receptor;
        var projection = setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), receptor, weight ?? Uniform(0.2 * nS, 0.9 * nS),
                proof.EndsWith("cycle", StringComparison.Ordinal) ? 0.5 * ms : Uniform(0.3 * ms, 1.6 * ms),
                release: release,
            plasticity: proof switch
            {
                "pairs" => new PairRule("pairs") { Potentiation = 0.05 * nS, Depression = 0.06 * nS },
                "spike timing" => new SpikeTimingPlasticity<Conductance>("rule")
                {
                    LargestWeight = 1 * nS, Potentiation = Uniform(0.02, 0.2), Depression = 0.15, PotentiationExponent = 0.3, DepressionExponent = 1,
                },
                "triplets" => new TripletPlasticity<Conductance>("rule")
                {
                    LargestWeight = 1 * nS, TripletPotentiation = 0.1, PairDepression = 0.05, TripletDepression = 0.02,
                },
                "reward" => new RewardPlasticity<Conductance>("rule") { LargestWeight = 1 * nS, Gain = 1 * kHz, Period = 0.5 * ms, Tonic = 0.1 },
                "balance" => new InhibitoryPlasticity<Conductance>("rule") { LargestWeight = 1 * nS, LearningRate = 0.05, TargetRate = 20 * Hz },
                _ => null,
            },
            dendriticDelay: proof == "together" ? 0 * ms : Uniform(0 * ms, 0.8 * ms));
        setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.2), new Neuromodulator("dopamine"), 0.5 * uM, name: "modulator");
        setting.Network.Connect(setting.Sources, setting.Targets, new FixedProbability(0.2), receptor, Uniform(0.05 * nS, 0.3 * nS), Uniform(0 * ms, 2 * ms),
            "beside, without state");
        return projection;
    }
}
