using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>
/// The update kernels of published cells, 4000 of each with two conductance synapses, without delivery and on one thread: what a cell costs for
/// each exponential that it evaluates, in turns, so that a busy machine disturbs all alike.
/// </summary>
public sealed class CellsBenchmark : IBenchmark
{
    private const int Cells = 4000;
    private const int Steps = 30;
    private const int Turns = 60;
    private const double TimeStep = 0.05;

    private static readonly (string Variant, Neuron Cell)[] cells =
    [
        ("traub-miles", new TraubMiles()),
        ("reduced-traub-miles", new ReducedTraubMiles()),
        ("wang-buzsaki", new WangBuzsaki()),
        ("hodgkin-huxley", new HodgkinHuxley()),
        ("regular-spiking", new RegularSpiking()),
        ("adaptive-exponential", new AdaptiveExponential()),
    ];

    /// <inheritdoc/>
    public string Name => "cells";

    /// <inheritdoc/>
    public string Description => "The update kernels of 4000 cells of several models: time per neuron and per exponential.";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkRow> Run(BenchmarkContext context)
    {
        var rigs = cells.Select(each => Rig(each.Cell, context.Precision == Precision.Single)).ToList();
        var least = Effort.LeastOf([.. rigs.Select(rig => (Func<long>)(() => Repeat(rig)))], Turns);
        var rows = cells.Select((each, i) => new BenchmarkRow
        {
            Benchmark = Name,
            Variant = each.Variant,
            Precision = context.Precision,
            Threads = 1,
            Neurons = Cells,
            RunSeconds = least[i].Seconds,
            CpuSeconds = least[i].CpuSeconds,
            NsPerNeuronStep = least[i].Nanoseconds,
            Exponentials = rigs[i].Plan.Exponentials,
            NsPerExponential = least[i].Nanoseconds / rigs[i].Plan.Exponentials,
        }).ToList();
        rigs.ForEach(rig => rig.Dispose());
        return rows;
    }

    // Each cell at a voltage of its own; gates and the rest start at zero and are soon where they belong.
    private static KernelRig Rig(Neuron cell, bool isSingle)
    {
        var rig = new KernelRig(TraubMilesCell.WithSynapses(cell), Integrators.ExponentialEuler, Cells, TimeStep, isSingle);
        for (int i = 0; i < Cells; i++)
        {
            rig[rig.State("V"), i] = -70 + (10.0 * i / Cells);
        }

        return rig;
    }

    private static long Repeat(KernelRig rig)
    {
        var kernel = rig.Compiled();
        for (int step = 0; step < Steps; step++)
        {
            rig.Step(kernel);
        }

        return (long)Cells * Steps;
    }
}
