using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>The tutorial's network at 4000, 64 000 and 512 000 cells with 80 synapses each: what a neuron and step cost as caches
/// run out, each beside the same cells without synapses.</summary>
public sealed class ScalingBenchmark : IBenchmark
{
    private static readonly (int Cells, Time Duration, int Runs)[] Sizes = [(4000, 400 * ms, 5), (64_000, 100 * ms, 3), (512_000, 30 * ms, 2)];

    /// <inheritdoc/>
    public string Name => "scaling";

    /// <inheritdoc/>
    public string Description => "The tutorial's network at 4000, 64 000 and 512 000 cells, 80 synapses each.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        foreach (var (cells, duration, runs) in Sizes)
        {
            var parameters = EiNetworkPresets.AsRun(new EiNetworkParameters()) with
            {
                Excitatory = cells * 4 / 5, Inhibitory = cells / 5, ConnectionProbability = 80.0 / cells,
            };
            yield return Measure(parameters);

            // What the growth is made of: the update of the cells alone, and, as the difference, delivery.
            yield return Measure(parameters with { ConnectionProbability = 0 }) with { Variant = "no synapses" };

            BenchmarkRow Measure(EiNetworkParameters network)
                => NetworkBenchmark.Measure(Name, () => EiNetworkModel.Build(network, seed: 1).Network, duration, context, new RunOptions(), runs);
        }
    }
}
