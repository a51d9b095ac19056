using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

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
        yield return NetworkBenchmark.Measure(Name, () => EiNetworkModel.Build(parameters, seed: 1).Network, 1 * second, context, new RunOptions());
        yield return HandWritten(context);
    }

    // The update loop alone, on one thread: no synapses, no delivery.
    private BenchmarkRow HandWritten(BenchmarkContext context)
    {
        const int Cells = 4000;
        const int Steps = 2000;
        const int Runs = 7;
        using IHandWrittenKernel kernel = context.Precision == Precision.Double
            ? new HandWrittenTraubMiles<double, HandWrittenDouble>(Cells, seed: 1)
            : new HandWrittenTraubMiles<float, HandWrittenSingle>(Cells, seed: 1);
        kernel.Run(Steps / 4);
        long spikes = 0;
        var least = Effort.LeastOf(
            [() =>
            {
                spikes = kernel.Run(Steps);
                return (long)Cells * Steps;
            }], Runs)[0];

        return new BenchmarkRow
        {
            Benchmark = Name,
            Variant = "handwritten",
            Precision = context.Precision,
            Threads = 1,
            Neurons = Cells,
            SimulatedSeconds = Steps * 1e-4,
            RunSeconds = least.Seconds,
            CpuSeconds = least.CpuSeconds,
            RealTimeFactor = least.Seconds / (Steps * 1e-4),
            NsPerNeuronStep = least.Nanoseconds,
            Spikes = spikes,
        };
    }
}
