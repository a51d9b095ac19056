using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// The sparse network of Brunel (2000), figure 8C: 12 500 cells with 1250 synapses each and Poisson input at 20 kHz, whose weights and delays are shared;
/// beside the same by hand on one thread.
/// </summary>
public sealed class BrunelBenchmark : IBenchmark
{
    private readonly BrunelParameters parameters;
    private readonly Time duration;

    /// <summary>The network at full size, 500 ms.</summary>
    public BrunelBenchmark()
        : this(new BrunelParameters(), 500 * ms)
    {
    }

    internal BrunelBenchmark(BrunelParameters parameters, Time duration) => (this.parameters, this.duration) = (parameters, duration);

    /// <inheritdoc/>
    public string Name => "brunel";

    /// <inheritdoc/>
    public string Description => "12 500 integrate-and-fire cells, 15.6 million synapses, Poisson input at 20 kHz (Brunel 2000), 0.5 s simulated.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        yield return NetworkBenchmark.Measure(Name, () => parameters.Build(seed: 1).Network, duration, context, new RunOptions());
        int cells = (parameters.Excitatory + parameters.Inhibitory) / 8 * 8;
        int synapses = (int)Math.Round(parameters.ConnectionProbability * cells);
        var byHand = new HandWrittenBrunel(cells, synapses, mean: parameters.ExternalRate * (0.1 * ms));
        yield return NetworkBenchmark.ByHand(Name, byHand, (int)Math.Round(duration / (0.1 * ms)));
    }
}
