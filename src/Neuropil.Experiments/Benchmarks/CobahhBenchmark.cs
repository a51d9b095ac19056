using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Benchmark 3 of Brette et al. (2007): 4000 Hodgkin-Huxley cells, 2 % of all pairs connected, beside the update kernel written by hand.</summary>
public sealed class CobahhBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "cobahh";

    /// <inheritdoc/>
    public string Description => "4000 Hodgkin-Huxley cells (Brette et al. 2007, benchmark 3), 1 s simulated, beside the update loop written by hand.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        var parameters = EiNetworkPresets.Cobahh(new EiNetworkParameters());
        yield return NetworkBenchmark.Measure(Name, () => EiNetworkModel.Build(parameters, seed: 1).Network, 1 * s, context, new RunOptions());
    }
}
