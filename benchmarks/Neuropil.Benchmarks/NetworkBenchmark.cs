using System.Diagnostics;
using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>Times the step loop of a network: several runs, of which the fastest counts, since other programs only ever slow it.</summary>
internal static class NetworkBenchmark
{
    private const int Runs = 3;

    /// <summary>The fastest of several runs, with the processor time of the cheapest.</summary>
    public static BenchmarkRow Measure(string benchmark, Func<Network> build, Time duration, BenchmarkContext context, RunOptions options, int runs = Runs)
    {
        var rows = new List<BenchmarkRow>();
        while (rows.Count < runs && !context.Cancellation.IsCancellationRequested)
        {
            rows.Add(Once(benchmark, build(), duration, options, context));
        }

        // Later runs find their kernels compiled.
        return rows.MinBy(row => row.RunSeconds) is { } fastest
            ? fastest with { CpuSeconds = rows.Min(row => row.CpuSeconds), CompileSeconds = rows[0].CompileSeconds }
            : throw new OperationCanceledException();
    }

    private static BenchmarkRow Once(string benchmark, Network network, Time duration, RunOptions options, BenchmarkContext context)
    {
        using var run = new Simulation(network, options with { Threads = context.Threads, Precision = context.Precision });

        // The first steps pay for compiling code at run time, and for the network's common start.
        run.Advance(duration / 20, cancellation: context.Cancellation);
        double warmUp = run.RunSeconds;
        long events = run.SynapticEvents;
        long spikes = run.SpikeCounts.Sum();
        var cpu = Environment.CpuUsage.TotalTime;
        run.Advance(duration, context.Progress, context.Cancellation);
        double cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
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
            CpuSeconds = cpuSeconds,
            RealTimeFactor = seconds / duration.SiValue,
            NsPerNeuronStep = seconds * 1e9 / (cells * steps),
            Spikes = run.SpikeCounts.Sum() - spikes,
            SynapticEvents = run.SynapticEvents - events,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }
}
