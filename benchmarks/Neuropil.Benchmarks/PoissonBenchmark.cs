using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Poisson spikes: counted in the cells that receive them, at one rate for all and at one for each; and as trains of sources, at many and at few spikes a
/// step. Each beside loops by hand on one thread that promise nothing about their numbers.
/// </summary>
public sealed class PoissonBenchmark : IBenchmark
{
    private const int Turns = 5;
    private readonly int cells;
    private readonly int steps;

    /// <summary>12 500 cells.</summary>
    public PoissonBenchmark()
        : this(cells: 12_504, steps: 1000)
    {
    }

    internal PoissonBenchmark(int cells, int steps) => (this.cells, this.steps) = (cells, steps);

    /// <inheritdoc/>
    public string Name => "poisson";

    /// <inheritdoc/>
    public string Description
        => "Poisson input counted in 12 504 integrate-and-fire cells, 2 events a step, and trains of as many sources at 9 kHz and 100 Hz.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var alone = Driven(0 * Hz, context);
        using var alike = Driven(20 * kHz, context);
        using var each = Driven(Distributions.Uniform(19 * kHz, 21 * kHz), context);
        var byHand = new HandWrittenBrunel(cells, synapses: 0, mean: 2);
        var work = new (string Variant, Func<long> Turn)[]
        {
            ("simulation, cells alone", () => CellSteps(alone)), ("simulation, one rate", () => CellSteps(alike)),
            ("simulation, a rate each", () => CellSteps(each)), ("handwritten", () => byHand.Run(steps)),
        };
        foreach (var row in Measured(work, context, (row, least) => row with { NsPerNeuronStep = least.Nanoseconds }))
        {
            yield return row;
        }

        foreach (var (rate, name) in new[] { (9 * kHz, "9 kHz"), (100 * Hz, "100 Hz") })
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var sources = Sources(rate, context);
            var trains = new HandWrittenSources(cells, rate * (0.1 * ms));
            work = [($"simulation, sources at {name}", () => Spikes(sources)), ($"handwritten, sources at {name}", () => trains.Run(steps))];
            foreach (var row in Measured(work, context, (row, least) => row with { Spikes = least.Work, NsPerSpike = least.Nanoseconds }))
            {
                yield return row;
            }
        }
    }

    private IEnumerable<BenchmarkRow> Measured(
        (string Variant, Func<long> Turn)[] work, BenchmarkContext context, Func<BenchmarkRow, Effort, BenchmarkRow> complete)
    {
        var least = Effort.LeastOf([.. work.Select(each => each.Turn)], Turns);
        return work.Zip(least, (each, effort) => complete(
            new BenchmarkRow
            {
                Benchmark = Name, Variant = each.Variant, Neurons = cells, SimulatedSeconds = steps * 1e-4, RunSeconds = effort.Seconds,
                CpuSeconds = effort.CpuSeconds,
                Precision = each.Variant.StartsWith("simulation", StringComparison.Ordinal) ? context.Precision : Precision.Double,
                Threads = each.Variant.StartsWith("simulation", StringComparison.Ordinal) ? Math.Max(1, context.Threads) : 1,
            },
            effort));
    }

    private Simulation Driven(Parameter<Frequency> rate, BenchmarkContext context)
    {
        var network = new Network();
        var cell = new LeakyIntegrateAndFire { LeakReversal = 0 * mV, Threshold = 20 * mV, Reset = 10 * mV, RefractoryPeriod = 2 * ms };
        var population = network.Add(new Population("cells", cells, cell) { Initial = { ["V"] = Distributions.Uniform(0 * mV, 20 * mV) } });
        if (!(rate.IsUniform && rate.UniformSi == 0))
        {
            network.Add(new PoissonInput<Voltage> { Target = population, Receptor = new Delta("kick"), Rate = rate, Weight = 0.1 * mV });
        }

        return Started(network, context);
    }

    private Simulation Sources(Frequency rate, BenchmarkContext context)
    {
        var network = new Network();
        network.Add(new Population("sources", cells, new PoissonSource { Rate = rate }));
        return Started(network, context);
    }

    // On one thread as the loops by hand, unless told otherwise. The first steps pay for what is compiled while a program runs.
    private Simulation Started(Network network, BenchmarkContext context)
    {
        var run = new Simulation(network, new RunOptions { Threads = Math.Max(1, context.Threads), Precision = context.Precision });
        run.Advance(steps * run.TimeStep, cancellation: context.Cancellation);
        return run;
    }

    private long CellSteps(Simulation run)
    {
        run.Advance(steps * run.TimeStep);
        return (long)steps * cells;
    }

    private long Spikes(Simulation run)
    {
        long before = run.SpikeCounts[0];
        run.Advance(steps * run.TimeStep);
        return run.SpikeCounts[0] - before;
    }
}
