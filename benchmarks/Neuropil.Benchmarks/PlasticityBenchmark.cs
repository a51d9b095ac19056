using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Plasticity by pairs of spikes on rows of 400 edges, 8000 sources onto 4000 targets: what an edge costs at a presynaptic spike, with traces that are
/// stepped and with traces that are aged, and at a postsynaptic one through an index, in a simulation and in loops written by hand. Then a whole network
/// with weights that stay, with pair STDP and with the triplet rule, in turns: triplets must take 1.6 times what pairs take, at most. Weights that stay are
/// to cost the same where something else in the program learns: a network beside which two cells learn that never spike is among them.
/// </summary>
public sealed class PlasticityBenchmark : IBenchmark
{
    private readonly int sources;
    private readonly int rowLength;
    private readonly int targets;
    private readonly int turns;
    private readonly RandomStdpNetwork network;
    private readonly int networkTurns;

    /// <summary>Rows that a second-level cache does not hold: 38 MB.</summary>
    public PlasticityBenchmark()
        : this(sources: 8000, rowLength: 400, targets: 4000, turns: 100, cells: 10_000, networkTurns: 20)
    {
    }

    internal PlasticityBenchmark(int sources, int rowLength, int targets, int turns, int cells, int networkTurns)
    {
        (this.sources, this.rowLength, this.targets, this.turns) = (sources, rowLength, targets, turns);
        (network, this.networkTurns) = (new RandomStdpNetwork(cells), networkTurns);
    }

    /// <inheritdoc/>
    public string Name => "plasticity";

    /// <inheritdoc/>
    public string Description => "Pair STDP on rows of 400 edges: time per edge at presynaptic and postsynaptic spikes, simulated and by hand; a network "
        + "of 10 000 cells without, without beside two cells that learn, with pair STDP, with triplets (1.6 times pairs at most).";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context) => [.. Rows(), .. Networks(context)];

    private IEnumerable<BenchmarkRow> Rows()
    {
        using var rows = new PlasticRows(sources, rowLength, targets);
        using var rule = new HandWrittenPairRule(rows);
        var random = new RandomStream(seed: 1, RandomPurpose.InitialValue, entity: 0);
        Fill(rule, ref random);
        var presynaptic = new Spikes(sources, sources / 8);
        var postsynaptic = new Spikes(targets, targets / 8);
        double now = 0;
        using var simulated = Simulated(SimulatedPairRule.Kind.Presynaptic);
        using var simulatedAged = Simulated(SimulatedPairRule.Kind.PresynapticAged);
        using var simulatedBack = Simulated(SimulatedPairRule.Kind.Postsynaptic);
        (string Variant, Func<long> Turn)[] loops =
        [
            ("simulation, presynaptic, stepped traces", simulated.Turn),
            ("simulation, presynaptic, aged traces", simulatedAged.Turn),
            ("simulation, postsynaptic, index", simulatedBack.Turn),
            ("handwritten, presynaptic, stepped traces", () => rule.AtSources(presynaptic.Next())),
            ("handwritten, presynaptic, aged traces", () => rule.AtSourcesAged(presynaptic.Next(), now += 0.1)),
            ("handwritten, postsynaptic, index", () => rule.AtTargets(postsynaptic.Next())),
        ];
        var least = Effort.LeastOf([.. loops.Select(loop => loop.Turn)], turns);
        return loops.Zip(least, (loop, turn) => new BenchmarkRow
        {
            Benchmark = Name,
            Variant = loop.Variant,
            Precision = Precision.Double,
            Threads = 1,
            Synapses = (long)sources * rowLength,
            RunSeconds = turn.Seconds,
            CpuSeconds = turn.CpuSeconds,
            NsPerSynapticEvent = turn.Nanoseconds,
            SynapticEvents = turn.Work,
        });
    }

    private IEnumerable<BenchmarkRow> Networks(BenchmarkContext context)
    {
        (string Variant, Plasticity? Rule, bool HasLearners)[] variants =
        [
            ("network, static", null, false), ("network, static, beside cells that learn", null, true),
            ("network, pair STDP", network.PairRule, false), ("network, triplets", network.TripletRule, false),
        ];
        var turn = 50 * ms;
        return NetworkBenchmark.InTurns(
            Name, context, variants.Select(each => (each.Variant, (Func<Simulation>)(() => Simulated(each.Rule, each.HasLearners, context)))), turn,
            networkTurns).Select(row => row with { Neurons = network.Cells, SimulatedSeconds = turn.SiValue });
    }

    // Behind the network's common start.
    private Simulation Simulated(Plasticity? rule, bool hasLearners, BenchmarkContext context)
    {
        var built = network.Build(rule).Network;
        if (hasLearners)
        {
            var learners = built.Add(new Population("learners", 2, new LeakyIntegrateAndFire()));
            built.Connect(learners, learners, new AllToAll(), new Delta("kick"), 0.1 * mV, RandomStdpNetwork.Delay, plasticity: network.PairRule);
        }

        var run = new Simulation(built, new RunOptions
        {
            TimeStep = RandomStdpNetwork.TimeStep, Threads = context.Threads, Precision = context.Precision,
        });
        run.Advance(200 * ms, cancellation: context.Cancellation);
        return run;
    }

    private SimulatedPairRule Simulated(SimulatedPairRule.Kind kind) => new(sources, rowLength, targets, turns + 3, kind);

    private static void Fill(HandWrittenPairRule rule, ref RandomStream random)
    {
        foreach (ref double trace in rule.SourceTraces)
        {
            trace = random.NextDouble();
        }

        foreach (ref double trace in rule.TargetTraces)
        {
            trace = random.NextDouble();
        }

        foreach (ref var trace in rule.AgedTargetTraces)
        {
            trace = new HandWrittenPairRule.AgedTrace(random.NextDouble(), -20 * random.NextDouble());
        }
    }

    /// <summary>Cells that spike, in a random order, some of them a turn.</summary>
    private sealed class Spikes
    {
        private readonly int[] cells;
        private readonly int count;
        private int first;

        public Spikes(int cells, int count)
        {
            var random = new RandomStream(seed: 1, RandomPurpose.SpikeSource, entity: (ulong)cells);
            this.count = Math.Max(1, count);
            this.cells = new int[5 * this.count];
            foreach (ref int cell in this.cells.AsSpan())
            {
                cell = random.NextInt32(cells);
            }
        }

        public ReadOnlySpan<int> Next()
        {
            var next = cells.AsSpan(first, count);
            first = (first + count) % cells.Length;
            return next;
        }
    }
}
