using System.Diagnostics;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// A network that learns while it fires: 10 000 integrate-and-fire cells at 15 Hz, 10 million synapses, 6.4 million of them with additive STDP. What it must
/// reach: 1.2 s of wall time for a simulated second, 250 MB.
/// </summary>
public sealed class StdpBenchmark : IBenchmark
{
    private readonly RandomStdpNetwork described;
    private readonly Time duration;

    /// <summary>The network at full size, a simulated second after one of settling.</summary>
    public StdpBenchmark()
        : this(cells: 10_000, 1 * second)
    {
    }

    internal StdpBenchmark(int cells, Time duration) => (described, this.duration) = (new RandomStdpNetwork(cells), duration);

    /// <inheritdoc/>
    public string Name => "stdp";

    /// <inheritdoc/>
    public string Description => "10 000 integrate-and-fire cells at 15 Hz, 10 M synapses of which 6.4 M learn (1.2 s per simulated second, 250 MB at most).";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        var (network, cells) = described.Build(described.PairRule);
        using var run = new Simulation(network, new RunOptions
        {
            TimeStep = RandomStdpNetwork.TimeStep, Threads = context.Threads, Precision = context.Precision,
        });
        run.Advance(duration / 2, context.Progress, context.Cancellation);
        int turns = context.Quick ? 1 : 3;
        var spikes = run.Record(cells.Spikes);
        var turn = new List<(double Seconds, double CpuSeconds)>();
        long events = run.SynapticEvents;
        for (int k = 0; k < turns && !context.Cancellation.IsCancellationRequested; k++)
        {
            var effort = Effort.Of(() =>
            {
                run.Advance(duration, context.Progress, context.Cancellation);
                return 1;
            });
            turn.Add((effort.Seconds, effort.CpuSeconds));
        }

        context.Cancellation.ThrowIfCancellationRequested();
        events = (run.SynapticEvents - events) / turns;
        var trains = spikes.Trains();
        double seconds = turn.Min(each => each.Seconds);
        double cpuSeconds = turn.Min(each => each.CpuSeconds);
        yield return NetworkBenchmark.RowOf(Name, "simulation", context, run) with
        {
            Neurons = described.Cells,
            SimulatedSeconds = duration.SiValue,
            RunSeconds = seconds,
            CpuSeconds = cpuSeconds,
            RealTimeFactor = seconds / duration.SiValue,
            NsPerSynapticEvent = cpuSeconds * 1e9 / events,
            RateHz = trains.MeanRate() / Hz,
            IntervalCv = trains.InterspikeIntervals().Cv,
            Spikes = trains.Count / turns,
            SynapticEvents = events,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }
}
