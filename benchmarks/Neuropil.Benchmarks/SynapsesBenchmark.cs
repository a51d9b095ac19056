using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// What a release costs in a network: 10 000 integrate-and-fire cells that fire at 15 Hz with 10 million synapses, static ones beside such that tire or release
/// by chance, in turns of one run. What it must reach, as the processor time of the whole network over that with static synapses: Tsodyks-Markram with shared
/// parameters 1.3, with parameters of each synapse 2.5, binomial 4.
/// </summary>
public sealed class SynapsesBenchmark : IBenchmark
{
    private readonly int size;
    private readonly int outDegree;
    private readonly int turns;

    /// <summary>10 000 cells with 1000 synapses each.</summary>
    public SynapsesBenchmark()
        : this(size: 10_000, outDegree: 1000, turns: 10)
    {
    }

    internal SynapsesBenchmark(int size, int outDegree, int turns) => (this.size, this.outDegree, this.turns) = (size, outDegree, turns);

    /// <inheritdoc/>
    public string Name => "synapses";

    /// <inheritdoc/>
    public string Description => "10 000 cells at 15 Hz with 10 M synapses that tire or release by chance, beside static ones (1.3, 2.5, 4 times at most).";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        (string Variant, Release? Release)[] variants =
        [
            ("static", null),
            ("Tsodyks-Markram, shared parameters", new TsodyksMarkram("release") { Facilitation = 50 * ms }),
            ("Tsodyks-Markram, of each synapse", new TsodyksMarkram("release") { Utilization = Uniform(0.4, 0.6), Facilitation = 50 * ms }),
            ("binomial, 5 sites", new BinomialRelease("release")),
        ];

        // 20 ms, after 200 ms in which cells leave their common start.
        return NetworkBenchmark.InTurns(
            Name, context, variants.Select(each => (each.Variant, (Func<Simulation>)(() => Simulated(each.Release, context)))), 20 * ms, turns)
            .Select(row => row with { Neurons = size });
    }

    // Where a cell is after a part of its way from reset to threshold: cells at equal parts fire at equal intervals.
    private static Voltage Phase(double part) => (-49.52 - (10.48 * Math.Exp(-61.67 * part / 20))) * mV;

    // 104.8 pA bring a cell from reset to threshold in 61.7 ms; with 5 ms of refractoriness that is 15 Hz. Synapses are too weak to change it.
    private Simulation Simulated(Release? release, BenchmarkContext context)
    {
        var network = new Network { Seed = 1 };
        var cells = network.Add(new Population("cells", size, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 104.8 * pA }] })
        {
            Initial = { ["V"] = Enumerable.Range(0, size).Select(cell => Phase((cell + 0.5) / size)).ToArray() },
        });
        network.Connect(cells, cells, new FixedOutDegree(outDegree), new Exponential("excitation"), 1e-6 * nS, 1 * ms, release: release);
        var run = new Simulation(network, new RunOptions { Threads = context.Threads, Precision = context.Precision });
        run.Advance(200 * ms, cancellation: context.Cancellation);
        return run;
    }
}
