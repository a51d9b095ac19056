using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Slow homeostasis: 1000 cells with 100 inputs of 5 Hz each, whose weights are scaled once in a second towards a target of 5 Hz with a time constant
/// of ten minutes, for an hour in steps of 1 ms. It must take 60 s at most.
/// </summary>
public sealed class HomeostasisBenchmark : IBenchmark
{
    private readonly int size;

    /// <summary>1000 cells.</summary>
    public HomeostasisBenchmark()
        : this(size: 1000)
    {
    }

    internal HomeostasisBenchmark(int size) => this.size = size;

    /// <inheritdoc/>
    public string Name => "homeostasis";

    /// <inheritdoc/>
    public string Description => "An hour of synaptic scaling of 1000 cells with 100 000 synapses (60 s at most; --quick: 200 s of it).";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        Time duration = context.Quick ? 200 * second : 3600 * second;
        Time step = 1 * ms;
        Time counted = 100 * second;
        var network = new Network { Seed = 1 };
        var inputs = network.Add(new Population("inputs", size, new PoissonSource { Rate = 5 * Hz }));
        var cells = network.Add(new Population("cells", size, new LeakyIntegrateAndFire()) { Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) } });
        network.Connect(inputs, cells, new FixedInDegree(Math.Min(100, size)) { WithRepetition = true }, new Exponential("excitation") { Reversal = 0 * mV },
            0.4 * nS, plasticity: new SynapticScaling("scaling") { TimeConstant = 600 * second, SensorTime = 60 * second, Interval = 1 * second });
        using var run = new Simulation(network, new RunOptions { TimeStep = step, Threads = context.Threads, Precision = context.Precision });
        run.Advance(1 * second, cancellation: context.Cancellation);
        long events = run.SynapticEvents;
        long all = run.SpikeCounts[1];
        long before = 0;
        var effort = Effort.Of(() =>
        {
            run.Advance(duration - counted, context.Progress, context.Cancellation);
            before = run.SpikeCounts[1];
            run.Advance(counted, context.Progress, context.Cancellation);
            return run.SynapticEvents - events;
        });
        context.Cancellation.ThrowIfCancellationRequested();
        yield return NetworkBenchmark.RowOf(Name, "simulation", context, run) with
        {
            Neurons = size,
            SimulatedSeconds = duration.SiValue,
            RunSeconds = effort.Seconds,
            CpuSeconds = effort.CpuSeconds,
            RealTimeFactor = effort.Seconds / duration.SiValue,
            NsPerNeuronStep = effort.CpuSeconds * 1e9 / (size * (duration / step)),
            RateHz = (run.SpikeCounts[1] - before) / (size * counted.SiValue),
            Spikes = run.SpikeCounts[1] - all,
            SynapticEvents = effort.Work,
        };
    }
}
