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

    /// <summary>The cheapest of several runs of a network written by hand, after a tenth of one.</summary>
    public static BenchmarkRow ByHand(string benchmark, IHandWrittenNetwork network, int steps, int turns = Runs)
    {
        const double TimeStep = 1e-4; // s
        network.Run(steps / 10);
        var (spikes, events) = (network.Spikes, network.Events);
        var least = Effort.LeastOf([() => network.Run(steps)], turns)[0];
        return new BenchmarkRow
        {
            Benchmark = benchmark, Variant = "handwritten", Precision = Precision.Double, Threads = 1, Neurons = network.Cells, Synapses = network.Synapses,
            SimulatedSeconds = steps * TimeStep, RunSeconds = least.Seconds, CpuSeconds = least.CpuSeconds,
            RealTimeFactor = least.Seconds / (steps * TimeStep), NsPerNeuronStep = least.Nanoseconds,
            Spikes = (network.Spikes - spikes) / turns, SynapticEvents = (network.Events - events) / turns,
        };
    }

    /// <summary>What a row says of a network and how it was made, before anything is measured.</summary>
    public static BenchmarkRow RowOf(string benchmark, string variant, BenchmarkContext context, Simulation run) => new()
    {
        Benchmark = benchmark,
        Variant = variant,
        Precision = context.Precision,
        Threads = run.Threads,
        Synapses = run.Synapses,
        BuildSeconds = run.BuildSeconds,
        CompileSeconds = run.CompileSeconds,
    };

    /// <summary>Advances several networks in turns; the least of each counts.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="context">How it is run.</param>
    /// <param name="variants">The networks, which are disposed.</param>
    /// <param name="turn">The simulated time of a turn.</param>
    /// <param name="turns">The number of turns.</param>
    public static List<BenchmarkRow> InTurns(
        string benchmark, BenchmarkContext context, IEnumerable<(string Variant, Func<Simulation> Make)> variants, Time turn, int turns)
    {
        var runs = new List<(string Variant, Simulation Run)>();
        try
        {
            foreach (var (variant, make) in variants)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                runs.Add((variant, make()));
            }

            context.Cancellation.ThrowIfCancellationRequested();
            var least = Effort.LeastOf([.. runs.Select(each => (Func<long>)(() =>
            {
                long before = each.Run.SynapticEvents;
                each.Run.Advance(turn);
                return each.Run.SynapticEvents - before;
            }))], turns);
            return [.. runs.Select((each, i) => RowOf(benchmark, each.Variant, context, each.Run) with
            {
                RunSeconds = least[i].Seconds,
                CpuSeconds = least[i].CpuSeconds,
                NsPerSynapticEvent = least[i].Nanoseconds,
                SynapticEvents = least[i].Work,
            })];
        }
        finally
        {
            runs.ForEach(each => each.Run.Dispose());
        }
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
        return RowOf(benchmark, "simulation", context, run) with
        {
            Neurons = cells,
            SimulatedSeconds = duration.SiValue,
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
