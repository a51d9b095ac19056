using System.Diagnostics;
using Neuropil.Experiments;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

/// <summary>
/// Building a network of the size of Brunel (2000, J. Comput. Neurosci. 8): 12 500 cells, each with 1000 inputs from 10 000 excitatory and 250 from 2500
/// inhibitory cells. With equal weights and delays, as there, and with drawn ones.
/// </summary>
public sealed class BuildBenchmark : IBenchmark
{
    private const int Runs = 3;

    private readonly int excitatory;

    /// <summary>The network of the paper.</summary>
    public BuildBenchmark()
        : this(excitatory: 10_000)
    {
    }

    internal BuildBenchmark(int excitatory) => this.excitatory = excitatory;

    /// <inheritdoc/>
    public string Name => "build";

    /// <inheritdoc/>
    public string Description => "Building the 15.6 million synapses of Brunel's network: seconds and bytes, with equal and with drawn weights and delays.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        yield return Measure("simulation", 0.1 * mV, -0.5 * mV, 1.5 * ms, context);
        yield return Measure("simulation, drawn", Uniform(0.05 * mV, 0.15 * mV), Uniform(-0.75 * mV, -0.25 * mV), Uniform(0.5 * ms, 2.5 * ms), context);
    }

    private BenchmarkRow Measure(string variant, Parameter<Voltage> excitation, Parameter<Voltage> inhibition, Parameter<Time> delay, BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        while (rows.Count < Runs)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            rows.Add(Once(variant, Network(excitation, inhibition, delay), context));
        }

        return rows.MinBy(row => row.BuildSeconds)! with { CpuSeconds = rows.Min(row => row.CpuSeconds), CompileSeconds = rows[0].CompileSeconds };
    }

    private BenchmarkRow Once(string variant, Network network, BenchmarkContext context)
    {
        Simulation? built = null;
        var effort = Effort.Of(() =>
        {
            built = new Simulation(network, new RunOptions { Threads = context.Threads, Precision = context.Precision });
            return built.Synapses;
        });
        using var run = built!;
        return new BenchmarkRow
        {
            Benchmark = Name,
            Variant = variant,
            Precision = context.Precision,
            Threads = run.Threads,
            Neurons = network.Populations.Sum(population => (long)population.Size),
            Synapses = run.Synapses,
            BuildSeconds = run.BuildSeconds,
            CompileSeconds = run.CompileSeconds,
            CpuSeconds = effort.CpuSeconds,
            SynapseBytes = run.SynapseBytes,
            PeakBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private Network Network(Parameter<Voltage> excitation, Parameter<Voltage> inhibition, Parameter<Time> delay)
    {
        var network = new Network { Seed = 1 };
        int inhibitory = excitatory / 4;
        var cells = network.Add(new Population("cells", excitatory + inhibitory, new LeakyIntegrateAndFire()));
        var (fromExcitatory, fromInhibitory) = (new FixedInDegree(excitatory / 10), new FixedInDegree(inhibitory / 10));
        network.Connect(cells.Slice("E", ..excitatory), cells, fromExcitatory with { WithRepetition = true }, new Delta("excitation"), excitation, delay);
        network.Connect(cells.Slice("I", excitatory..), cells, fromInhibitory with { WithRepetition = true }, new Delta("inhibition"), inhibition, delay);
        return network;
    }
}
