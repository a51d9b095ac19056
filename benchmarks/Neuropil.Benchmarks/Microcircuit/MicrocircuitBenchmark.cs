using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// The cortical microcircuit of Potjans and Diesmann (2014) at full scale, 77 169 cells and 298 880 968 synapses: 10 s after half a second of warm-up, without
/// records; with constant and with Poisson background, and without the synapses, which leaves what the cells take; beside the same by hand on one thread.
/// </summary>
public sealed class MicrocircuitBenchmark : IBenchmark
{
    private readonly double scale;

    /// <summary>The whole column.</summary>
    public MicrocircuitBenchmark()
        : this(scale: 1)
    {
    }

    internal MicrocircuitBenchmark(double scale) => this.scale = scale;

    /// <inheritdoc/>
    public string Name => "microcircuit";

    /// <inheritdoc/>
    public string Description => "The cortical microcircuit (Potjans and Diesmann 2014) at full scale, 10 s simulated; needs 3 GB.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        Time duration = context.Quick ? 1 * second : 10 * second;
        yield return Measure("simulation, constant background", new MicrocircuitParameters { Background = MicrocircuitBackground.Constant });
        yield return Measure("simulation, coded weights", new MicrocircuitParameters { Background = MicrocircuitBackground.Constant, Coded = true });
        yield return Measure("simulation, Poisson background", new MicrocircuitParameters { Background = MicrocircuitBackground.Poisson });
        yield return Measure(
            "simulation, cells alone", new MicrocircuitParameters { Background = MicrocircuitBackground.Constant, Unconnected = true });
        using var byHand = new HandWrittenMicrocircuit(new MicrocircuitParameters { Scale = scale });
        yield return PerEvent(NetworkBenchmark.ByHand(Name, byHand, (int)Math.Round(duration / (0.1 * ms)), turns: 1));

        BenchmarkRow Measure(string variant, MicrocircuitParameters parameters)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var row = NetworkBenchmark.Measure(Name, () => MicrocircuitModel.Build(parameters with { Scale = scale }, seed: 1).Network, duration, context,
                new RunOptions { Method = Integrators.ExactLinear }, runs: 1);
            return PerEvent(row) with { Variant = variant };
        }

        static BenchmarkRow PerEvent(BenchmarkRow row)
            => row with { NsPerSynapticEvent = row.SynapticEvents > 0 ? row.CpuSeconds * 1e9 / row.SynapticEvents : null };
    }
}
