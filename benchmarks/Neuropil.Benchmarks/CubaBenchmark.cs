using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Benchmark 2 of Brette et al. (2007), after Vogels and Abbott (2005): 4000 integrate-and-fire cells with current synapses, 2 % of all pairs connected, by
/// exact propagators; beside the same by hand on one thread.
/// </summary>
public sealed class CubaBenchmark : IBenchmark
{
    private const int Cells = 4000;
    private const int Synapses = 80;
    private const int Steps = 10_000;

    /// <inheritdoc/>
    public string Name => "cuba";

    /// <inheritdoc/>
    public string Description => "4000 integrate-and-fire cells with current synapses by exact propagators (Vogels and Abbott 2005), 1 s simulated.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        var parameters = new CubaParameters();
        yield return NetworkBenchmark.Measure(
            Name, () => parameters.Build(seed: 1).Network, Steps * (0.1 * ms), context, new RunOptions { Method = parameters.Method! });
        yield return NetworkBenchmark.ByHand(Name, new HandWrittenCuba(Cells, Synapses), Steps);
    }
}
