using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// The sparse network of Brunel (2000), written by hand for one thread: V decays, jumps by what arrives and by its Poisson count, and is compared; spikes wait
/// in a ring of arrivals.
/// </summary>
internal sealed class HandWrittenBrunel : IHandWrittenNetwork
{
    private const int Lanes = 8;
    private const int Delay = 16; // steps from a spike to the step in which it acts
    private const double Weight = 0.1; // mV
    private static readonly HandWrittenThreshold threshold = new(Threshold: 20, Reset: 10, RefractorySteps: 20); // mV
    private static readonly double decay = Math.Exp(-0.1 / 20);

    private readonly double[] v;
    private readonly double[] held; // steps
    private readonly double[][] ring = new double[Delay + 1][];
    private readonly HandWrittenRows? rows;
    private readonly HandWrittenPoisson drive;
    private readonly List<int> spikes = [];
    private int step;

    /// <summary>Of so many cells, a multiple of eight, the last fifth inhibitory.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="synapses">Synapses of each; none for the cells and their drive alone.</param>
    /// <param name="mean">The mean of the drive's counts.</param>
    public HandWrittenBrunel(int cells, int synapses, double mean)
    {
        (v, held) = (new double[cells], new double[cells]);
        var random = new Random(2);
        for (int i = 0; i < cells; i++)
        {
            v[i] = threshold.Threshold * random.NextDouble();
        }

        for (int i = 0; i <= Delay; i++)
        {
            ring[i] = new double[cells];
        }

        Synapses = (long)cells * synapses;
        rows = synapses > 0 ? new HandWrittenRows(cells, synapses, seed: 3) : null;
        drive = new HandWrittenPoisson(mean, seed: 4);
    }

    /// <inheritdoc/>
    public int Cells => v.Length;

    /// <inheritdoc/>
    public long Synapses { get; }

    /// <inheritdoc/>
    public long Events { get; private set; }

    /// <inheritdoc/>
    public long Spikes { get; private set; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        for (int end = step + steps; step < end; step++)
        {
            spikes.Clear();
            Update(ring[step % (Delay + 1)]);
            Spikes += spikes.Count;
            foreach (int cell in rows is null ? [] : CollectionsMarshal.AsSpan(spikes))
            {
                Events += rows!.Deliver(cell, cell < v.Length * 4 / 5 ? Weight : -5 * Weight, ring[(step + Delay) % (Delay + 1)]);
            }
        }

        return (long)steps * Cells;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(double[] arrivals)
    {
        for (int i = 0; i < v.Length; i += Lanes)
        {
            var old = Vector512.LoadUnsafe(ref v[i]);
            var free = (old * Vector512.Create(decay)) + Vector512.LoadUnsafe(ref arrivals[i]) + (drive.Next() * Vector512.Create(Weight));
            Vector512<double>.Zero.StoreUnsafe(ref arrivals[i]);
            threshold.End(i, v, held, old, free, spikes);
        }
    }
}
