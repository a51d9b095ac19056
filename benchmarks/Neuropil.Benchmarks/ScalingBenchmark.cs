using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// How what a unit of work takes grows with the network, as caches run out. Cells: the tutorial's network at 4000, 64 000 and 512 000 cells with 80 synapses
/// each, as a whole and without synapses, per cell and step. Synapses: the cortical microcircuit at 10 and 40, and with <c>--full</c> at 300 million synapses,
/// per synaptic event; what its cells take without synapses is taken off, so that delivery alone is left. What must be reached is a growth of 1.3.
/// </summary>
public sealed class ScalingBenchmark : IBenchmark
{
    // 8 bytes of a synapse, and what a network is built from: 3 GB at scale 1.
    private static readonly Columns whole = new([(0.183, 400 * ms), (0.366, 200 * ms)], (1, 100 * ms));

    private readonly (int Cells, Time Duration, int Runs)[] sizes;
    private readonly Columns columns;

    /// <summary>4000 to 512 000 cells, 10 to 300 million synapses.</summary>
    public ScalingBenchmark()
        : this([(4000, 400 * ms, 5), (64_000, 100 * ms, 3), (512_000, 30 * ms, 2)], whole)
    {
    }

    internal ScalingBenchmark((int Cells, Time Duration, int Runs)[] sizes, Columns columns) => (this.sizes, this.columns) = (sizes, columns);

    /// <inheritdoc/>
    public string Name => "scaling";

    /// <inheritdoc/>
    public string Description
        => "Growth with 4000 to 512 000 cells of 80 synapses, and with 10 to 40 million synapses of the microcircuit (--full: 300 million, 3 GB).";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context) => OfCells(context).Concat(OfSynapses(context));

    private IEnumerable<BenchmarkRow> OfCells(BenchmarkContext context)
    {
        double? smallest = null;
        double? smallestAlone = null;
        foreach (var (cells, duration, runs) in sizes)
        {
            var parameters = EiNetworkPresets.AsRun(new EiNetworkParameters()) with
            {
                Excitatory = cells * 4 / 5, Inhibitory = cells / 5, ConnectionProbability = 80.0 / cells,
            };
            var row = Measure(parameters);
            smallest ??= NsPerCellStep(row);
            yield return row with { Growth = NsPerCellStep(row) / smallest };

            // What the growth is made of: the update of the cells alone, and, as the difference, delivery.
            var alone = Measure(parameters with { ConnectionProbability = 0 });
            smallestAlone ??= NsPerCellStep(alone);
            yield return alone with { Variant = "no synapses", Growth = NsPerCellStep(alone) / smallestAlone };

            BenchmarkRow Measure(EiNetworkParameters network)
                => NetworkBenchmark.Measure(Name, () => EiNetworkModel.Build(network, seed: 1).Network, duration, context, new RunOptions(), runs);
        }
    }

    private IEnumerable<BenchmarkRow> OfSynapses(BenchmarkContext context)
    {
        double? smallest = null;
        foreach (var (scale, duration) in context.Full ? [.. columns.Usual, columns.Largest] : columns.Usual)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var parameters = new MicrocircuitParameters { Background = MicrocircuitBackground.Poisson, Scale = scale };
            var alone = Measure(parameters with { Unconnected = true });
            var row = Measure(parameters);
            double seconds = row.CpuSeconds!.Value - alone.CpuSeconds!.Value;
            double? perEvent = row.SynapticEvents > 0 ? seconds * 1e9 / row.SynapticEvents : null;
            smallest ??= perEvent;
            yield return row with { Variant = "microcircuit", NsPerSynapticEvent = perEvent, Growth = perEvent / smallest };

            BenchmarkRow Measure(MicrocircuitParameters network)
                => NetworkBenchmark.Measure(Name, () => MicrocircuitModel.Build(network, seed: 1).Network, duration, context,
                    new RunOptions { Method = Integrators.ExactLinear }, runs: 2);
        }
    }

    // Of the processor: other programs are not in it.
    private static double NsPerCellStep(BenchmarkRow row) => row.CpuSeconds!.Value / row.RunSeconds!.Value * row.NsPerNeuronStep!.Value;

    /// <summary>Scales of the microcircuit, and for how long each is simulated.</summary>
    /// <param name="Usual">Those that are always measured.</param>
    /// <param name="Largest">The one that takes minutes and gigabytes.</param>
    internal sealed record Columns((double Scale, Time Duration)[] Usual, (double Scale, Time Duration) Largest);
}
