using System.Diagnostics;

namespace Neuropil.Experiments;

/// <summary>Times the step loop of a network: a run to warm up, then several, of which the fastest counts, since other programs only ever slow it.</summary>
internal static class NetworkBenchmark
{
    private const int Runs = 3;

    /// <summary>The fastest of several runs.</summary>
    public static BenchmarkRow Measure(string benchmark, Func<Network> build, Time duration, BenchmarkContext context, RunOptions options, int runs = Runs)
    {
        BenchmarkRow? best = null;
        for (int i = 0; i < runs && !context.Cancellation.IsCancellationRequested; i++)
        {
            var row = Once(benchmark, build(), duration, options, context);
            best = best is null || row.RunSeconds < best.RunSeconds ? row with { CompileSeconds = best?.CompileSeconds ?? row.CompileSeconds } : best;
        }

        return best ?? throw new OperationCanceledException();
    }

    private static BenchmarkRow Once(string benchmark, Network network, Time duration, RunOptions options, BenchmarkContext context)
    {
        using var run = new Simulation(network, options with { Threads = context.Threads, Precision = context.Precision });

        // The first steps pay for compiling code at run time, and for the network's common start.
        run.Advance(duration / 20, cancellation: context.Cancellation);
        double warmUp = run.RunSeconds;
        long events = run.SynapticEvents;
        long spikes = run.SpikeCounts.Sum();
        run.Advance(duration, context.Progress, context.Cancellation);
        double seconds = run.RunSeconds - warmUp;
        long cells = network.Populations.Sum(population => (long)population.Size);
        double steps = Math.Round(duration / run.TimeStep);
        return new BenchmarkRow
        {
            Benchmark = benchmark,
            Variant = "simulation",
            Precision = context.Precision,
            Threads = run.Threads,
            Neurons = cells,
            Synapses = run.Synapses,
            SimulatedSeconds = duration.SiValue,
            BuildSeconds = run.BuildSeconds,
            CompileSeconds = run.CompileSeconds,
            RunSeconds = seconds,
            RealTimeFactor = seconds / duration.SiValue,
            NsPerNeuronStep = seconds * 1e9 / (cells * steps),
            Spikes = run.SpikeCounts.Sum() - spikes,
            SynapticEvents = run.SynapticEvents - events,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }
}
