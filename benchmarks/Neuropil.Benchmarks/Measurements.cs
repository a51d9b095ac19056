using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>All benchmarks, in the order of <c>neuropil bench --help</c>.</summary>
public static class Measurements
{
    /// <summary>The benchmarks.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new KernelBenchmark(), new CellsBenchmark(), new CobahhBenchmark(), new CobaBenchmark(), new CubaBenchmark(), new BrunelBenchmark(),
        new PoissonBenchmark(), new MicrocircuitBenchmark(), new ScalingBenchmark(), new DeliveryBenchmark(),
        new PlasticityBenchmark(), new StdpBenchmark(), new HomeostasisBenchmark(), new SynapsesBenchmark(), new BuildBenchmark(),
    ];
}
