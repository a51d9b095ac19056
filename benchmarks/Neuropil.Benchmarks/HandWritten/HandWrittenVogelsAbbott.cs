using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// What the networks of Vogels and Abbott (2005; Brette et al. 2007, benchmarks 1 and 2) have in common, written by hand for one thread: integrate-and-fire
/// cells with two synaptic variables each, of which spikes are the only input.
/// </summary>
internal abstract class HandWrittenVogelsAbbott : IHandWrittenNetwork
{
    private const double RefractorySteps = 50;
    private readonly double[] held; // steps
    private readonly HandWrittenRows rows;
    private readonly List<int> spikes = [];

    /// <summary>Of so many cells, a multiple of eight, the last fifth inhibitory, with so many synapses each.</summary>
    protected HandWrittenVogelsAbbott(int cells, int synapses)
    {
        (Potential, Excitation, Inhibition, held) = (new double[cells], new double[cells], new double[cells], new double[cells]);
        (ExcitatoryArrivals, InhibitoryArrivals) = (new double[cells], new double[cells]);
        Synapses = (long)cells * synapses;
        rows = new HandWrittenRows(cells, synapses, seed: 3);
    }

    /// <inheritdoc/>
    public int Cells => Potential.Length;

    /// <inheritdoc/>
    public long Synapses { get; }

    /// <inheritdoc/>
    public long Events { get; private set; }

    /// <inheritdoc/>
    public long Spikes { get; private set; }

    /// <summary>Cells of a vector.</summary>
    protected static int Lanes => Vector512<double>.Count;

    /// <summary>V at which a cell spikes, mV.</summary>
    protected static double Threshold => -50;

    /// <summary>V after a spike, mV.</summary>
    protected static double Reset => -60;

    /// <summary>The time step, ms.</summary>
    protected static double Step => 0.1;

    /// <summary>V of the cells, mV.</summary>
    protected double[] Potential { get; }

    /// <summary>What excitatory spikes have left.</summary>
    protected double[] Excitation { get; }

    /// <summary>What inhibitory spikes have left.</summary>
    protected double[] Inhibition { get; }

    /// <summary>What excitatory spikes bring in the next step.</summary>
    protected double[] ExcitatoryArrivals { get; }

    /// <summary>What inhibitory spikes bring in the next step.</summary>
    protected double[] InhibitoryArrivals { get; }

    /// <summary>What an excitatory spike adds.</summary>
    protected abstract double ExcitatoryWeight { get; }

    /// <summary>What an inhibitory spike adds.</summary>
    protected abstract double InhibitoryWeight { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            spikes.Clear();
            Update();
            Spikes += spikes.Count;
            foreach (int cell in CollectionsMarshal.AsSpan(spikes))
            {
                bool isExcitatory = cell < Cells * 4 / 5;
                Events += rows.Deliver(cell, isExcitatory ? ExcitatoryWeight : InhibitoryWeight, isExcitatory ? ExcitatoryArrivals : InhibitoryArrivals);
            }
        }

        return (long)steps * Cells;
    }

    /// <summary>Advances all cells.</summary>
    protected abstract void Update();

    /// <summary>Ends the step of a vector of cells: those that are held keep V, and those at the threshold spike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void End(int cell, Vector512<double> old, Vector512<double> free)
        => new HandWrittenThreshold(Threshold, Reset, RefractorySteps).End(cell, Potential, held, old, free, spikes);

    /// <summary>What is left of a synaptic variable after a step, with what arrives in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<double> Decay(ref double variable, ref double arrivals, Vector512<double> kept)
    {
        var next = (Vector512.LoadUnsafe(ref variable) * kept) + Vector512.LoadUnsafe(ref arrivals);
        next.StoreUnsafe(ref variable);
        Vector512<double>.Zero.StoreUnsafe(ref arrivals);
        return next;
    }
}
