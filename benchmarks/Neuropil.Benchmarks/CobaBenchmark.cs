using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Benchmark 1 of Brette et al. (2007), after Vogels and Abbott (2005): 4000 leaky integrate-and-fire cells with conductance synapses, 2 % of all
/// pairs connected; beside the same by hand on one thread.
/// </summary>
public sealed class CobaBenchmark : IBenchmark
{
    private const int Cells = 4000;
    private const int Synapses = 80;
    private const int Steps = 10_000;

    /// <inheritdoc/>
    public string Name => "coba";

    /// <inheritdoc/>
    public string Description => "4000 leaky integrate-and-fire cells with conductance synapses (Vogels and Abbott 2005), 1 s simulated.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        yield return NetworkBenchmark.Measure(Name, Build, Steps * (0.1 * ms), context, new RunOptions());
        yield return NetworkBenchmark.ByHand(Name, new HandWrittenCoba(Cells, Synapses), Steps);
    }

    /// <summary>The network. Weights and initial conductances in units of the leak conductance, 10 nS: 0.6 and 6.7; 4 +- 1.5 and 20 +- 12.</summary>
    internal static Network Build()
    {
        var network = new Network { Seed = 1 };
        var cells = network.Add(new Population("cells", Cells, new LeakyIntegrateAndFire())
        {
            Initial =
            {
                ["V"] = Normal(-65 * mV, 5 * mV), ["excitation.g"] = Normal(40 * nS, 15 * nS), ["inhibition.g"] = Normal(200 * nS, 120 * nS),
            },
        });
        network.Connect(cells.Slice("E", ..3200), cells, new FixedProbability(0.02), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV },
            6 * nS);
        network.Connect(cells.Slice("I", 3200..), cells, new FixedProbability(0.02), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV },
            67 * nS);
        return network;
    }
}
