using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>
/// The delivery of spikes: rows of synapses that lie in main memory, onto cells that do next to nothing, with drawn delays, at few and at many spikes
/// a step, and with equal delays; beside layouts written by hand. Each row is a whole step loop, its cells included, of which nothing is
/// subtracted; what the cells take stands beside it.
/// </summary>
public sealed class DeliveryBenchmark : IBenchmark
{
    private static readonly (string Variant, int DelaysOfGroup)[] Layouts =
        [("handwritten", 1), ("handwritten, groups of 8", 8), ("handwritten, whole rows", int.MaxValue)];

    private readonly DeliveryLoad drawn;
    private readonly IReadOnlyList<Phase> phases;

    /// <summary>Rows of 1932 synapses from 40 000 sources: 0.6 GB, more than caches hold, in groups of 42 synapses of one delay.</summary>
    public DeliveryBenchmark()
        : this(new DeliveryLoad(Sources: 40_000, Targets: 10_000, RowLength: 1932, ShortestDelay: 1, LongestDelay: 46),
            [new(25, Steps: 1000, Turns: 7), new(1000, Steps: 40, Turns: 7)])
    {
    }

    internal DeliveryBenchmark(DeliveryLoad drawn, IReadOnlyList<Phase> phases) => (this.drawn, this.phases) = (drawn, phases);

    /// <inheritdoc/>
    public string Name => "delivery";

    /// <inheritdoc/>
    public string Description
        => "Spikes delivered through rows in main memory: drawn delays, 25 and 1000 spikes a step, and equal delays, beside layouts by hand.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
        => Alone(context).Concat(Delayed("drawn delays", drawn, phases, context)).Concat(Equal(context));

    private IEnumerable<BenchmarkRow> Equal(BenchmarkContext context)
    {
        int delay = (drawn.ShortestDelay + drawn.LongestDelay) / 2;
        return Delayed("equal delays", drawn with { ShortestDelay = delay, LongestDelay = delay }, [phases[0]], context);
    }

    // Rows without synapses: what is left are the cells and the steps themselves; by hand, without looking for what is due.
    private IEnumerable<BenchmarkRow> Alone(BenchmarkContext context)
    {
        var phase = phases[0];
        var load = drawn with { RowLength = 0 };
        using var simulated = new SimulatedDelivery(load, Schedule(load, [phase]), context);
        using var byHand = new HandWrittenDelivery(load, new SpikeSchedule(load.Sources), delaysOfGroup: 1);
        (string, IDeliveryLoop)[] loops = [("simulation", simulated), ("handwritten", byHand)];
        foreach (var (variant, least) in Measured(loops, phase, load, CellSteps))
        {
            yield return Row($"{variant}, cells alone", phase, least, context) with { NsPerNeuronStep = least.Nanoseconds };
        }

        long CellSteps(IDeliveryLoop loop)
        {
            loop.Run(phase.Steps);
            return (long)phase.Steps * load.Targets;
        }
    }

    private IEnumerable<BenchmarkRow> Delayed(string delays, DeliveryLoad load, IReadOnlyList<Phase> phases, BenchmarkContext context)
    {
        var spikes = Schedule(load, phases);
        using var simulated = new SimulatedDelivery(load, spikes, context);
        var layouts = Layouts.Where(layout => load.Delays > 1 || layout.DelaysOfGroup == 1)
            .Select(layout => (layout.Variant, (IDeliveryLoop)new HandWrittenDelivery(load, spikes, layout.DelaysOfGroup)))
            .ToList();
        try
        {
            foreach (var phase in phases)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                foreach (var (variant, least) in Measured([("simulation", simulated), .. layouts], phase, load, loop => loop.Run(phase.Steps)))
                {
                    yield return Row($"{variant}, {delays}, {phase.Spikes} spikes", phase, least, context) with
                    {
                        Synapses = load.Synapses,
                        BuildSeconds = variant == "simulation" ? simulated.BuildSeconds : null,
                        SynapseBytes = variant == "simulation" ? simulated.SynapseBytes : null,
                        NsPerSynapticEvent = least.Nanoseconds,
                        SynapticEvents = least.Work,
                    };
                }
            }
        }
        finally
        {
            layouts.ForEach(layout => layout.Item2.Dispose());
        }
    }

    private static IEnumerable<(string Variant, Effort Least)> Measured((string Variant, IDeliveryLoop Loop)[] loops, Phase phase, DeliveryLoad load,
        Func<IDeliveryLoop, long> turn)
    {
        // Until the first spikes of the phase have arrived everywhere.
        Array.ForEach(loops, each => each.Loop.Run(Settling(load)));
        var least = Effort.LeastOf([.. loops.Select(each => (Func<long>)(() => turn(each.Loop)))], phase.Turns);
        return loops.Zip(least, (each, effort) => (each.Variant, effort));
    }

    private static SpikeSchedule Schedule(DeliveryLoad load, IReadOnlyList<Phase> phases)
        => new(load.Sources, phases.Select(phase => (phase.Spikes, Settling(load) + (phase.Steps * phase.Turns))));

    private static int Settling(DeliveryLoad load) => load.LongestDelay + 1;

    private BenchmarkRow Row(string variant, Phase phase, Effort least, BenchmarkContext context)
    {
        bool isSimulation = variant.StartsWith("simulation", StringComparison.Ordinal);
        return new BenchmarkRow
        {
            Benchmark = Name,
            Variant = variant,
            Precision = isSimulation ? context.Precision : Precision.Double,
            Threads = isSimulation ? Math.Max(1, context.Threads) : 1,
            Neurons = drawn.Targets,
            RunSeconds = least.Seconds,
            CpuSeconds = least.CpuSeconds,
            Spikes = (long)phase.Spikes * phase.Steps,
        };
    }

    /// <summary>A part of the measurement.</summary>
    /// <param name="Spikes">Sources that spike in each step.</param>
    /// <param name="Steps">Steps of one turn.</param>
    /// <param name="Turns">How many turns each loop has, of which the cheapest counts.</param>
    internal sealed record Phase(int Spikes, int Steps, int Turns);
}
