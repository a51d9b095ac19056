using Neuropil.Experiments.Benchmarks;

namespace Neuropil.Experiments;

/// <summary>
/// Plasticity by pairs of spikes on rows of 400 edges, 8000 sources onto 4000 targets: what an edge costs at a presynaptic spike, with target traces that
/// are advanced in every step and with traces that age until they are needed, and at a postsynaptic one, in the simulation and in loops written by
/// hand. The simulation's rows are whole steps, cells included.
/// </summary>
public sealed class PlasticityBenchmark : IBenchmark
{
    private readonly PlasticityLoad load;
    private readonly int steps;
    private readonly int turns;

    /// <summary>Rows that a second-level cache does not hold: 38 MB.</summary>
    public PlasticityBenchmark()
        : this(new PlasticityLoad(Sources: 8000, RowLength: 400, Targets: 4000), steps: 8, turns: 40)
    {
    }

    internal PlasticityBenchmark(PlasticityLoad load, int steps, int turns) => (this.load, this.steps, this.turns) = (load, steps, turns);

    /// <inheritdoc/>
    public string Name => "plasticity";

    /// <inheritdoc/>
    public string Description => "Pair STDP on rows of 400 edges: time per edge at presynaptic and postsynaptic spikes, beside loops by hand.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var rows = new PlasticRows(load);
        using var rule = new HandWrittenPairRule(rows);
        var random = new RandomStream(seed: 1, RandomPurpose.InitialValue, entity: 0);
        Fill(rule, ref random);
        var presynaptic = new Spikes(load.Sources, steps * load.SourcesOfStep);
        var postsynaptic = new Spikes(load.Targets, steps * load.TargetsOfStep);
        using var stepped = new SimulatedPairRule(load, new PairRule(), steps, turns, context);

        // A parameter that each synapse draws gives each synapse traces of its own, which age.
        using var aged = new SimulatedPairRule(load, new PairRule { Decay = Distributions.Uniform(19 * Units.ms, 21 * Units.ms) }, steps, turns, context);
        double now = 0;
        (string, Func<long>)[] atSources =
        [
            ("simulation, presynaptic, stepped traces", stepped.AtSources),
            ("handwritten, presynaptic, stepped traces", () => rule.AtSources(presynaptic.Next())),
            ("simulation, presynaptic, aged traces", aged.AtSources),
            ("handwritten, presynaptic, aged traces", () => rule.AtSourcesAged(presynaptic.Next(), now += 0.1)),
        ];
        (string, Func<long>)[] atTargets =
        [
            ("simulation, postsynaptic", stepped.AtTargets),
            ("handwritten, postsynaptic", () => rule.AtTargets(postsynaptic.Next())),
            ("simulation, postsynaptic, aged traces", aged.AtTargets),
        ];
        return [.. Measured(atSources, context), .. Measured(atTargets, context)];
    }

    private IEnumerable<BenchmarkRow> Measured((string Variant, Func<long> Turn)[] loops, BenchmarkContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var least = Effort.LeastOf([.. loops.Select(loop => loop.Turn)], turns);
        return loops.Zip(least, (loop, turn) =>
        {
            bool isSimulation = loop.Variant.StartsWith("simulation", StringComparison.Ordinal);
            return new BenchmarkRow
            {
                Benchmark = Name,
                Variant = loop.Variant,
                Precision = isSimulation ? context.Precision : Precision.Double,
                Threads = isSimulation ? Math.Max(1, context.Threads) : 1,
                Synapses = load.Edges,
                RunSeconds = turn.Seconds,
                CpuSeconds = turn.CpuSeconds,
                NsPerSynapticEvent = turn.Nanoseconds,
                SynapticEvents = turn.Work,
            };
        });
    }

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
