using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// Integrate-and-fire cells with current synapses (Brette et al. 2007, benchmark 2), written by hand for one thread: exact propagators, with all that is
/// constant computed before.
/// </summary>
internal sealed class HandWrittenCuba
{
    private const int Lanes = 8;
    private const double Tau = 20; // ms
    private const double ExcitatoryDecay = 5; // ms
    private const double InhibitoryDecay = 10; // ms
    private const double Step = 0.1; // ms
    private const double Threshold = -50; // mV
    private const double Reset = -60; // mV
    private const double Rest = -49; // mV
    private const double RefractorySteps = 50;

    private readonly double[] v;
    private readonly double[] excitation; // mV: the current over the leak conductance
    private readonly double[] inhibition;
    private readonly double[] held;
    private readonly double[] excitatoryArrivals;
    private readonly double[] inhibitoryArrivals;
    private readonly HandWrittenRows rows;
    private readonly List<int> spikes = [];

    /// <summary>Of so many cells, a multiple of eight, the last fifth inhibitory, with so many synapses each.</summary>
    public HandWrittenCuba(int cells, int synapses)
    {
        (v, excitation, inhibition, held) = (new double[cells], new double[cells], new double[cells], new double[cells]);
        (excitatoryArrivals, inhibitoryArrivals) = (new double[cells], new double[cells]);
        var random = new Random(2);
        for (int i = 0; i < cells; i++)
        {
            v[i] = Reset + ((Threshold - Reset) * random.NextDouble());
        }

        rows = new HandWrittenRows(cells, synapses, seed: 3);
    }

    /// <summary>Synaptic events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Spikes so far.</summary>
    public long Spikes { get; private set; }

    /// <summary>Advances, and says by how many cells times steps.</summary>
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
                bool isExcitatory = cell < v.Length * 4 / 5;
                Events += rows.Deliver(cell, isExcitatory ? 1.62 : -9, isExcitatory ? excitatoryArrivals : inhibitoryArrivals);
            }
        }

        return (long)steps * v.Length;
    }

    // V decays to rest while a current that decays flows: the share of a current in V after a step is tau_s/(tau_s - tau) (e^(-dt/tau_s) - e^(-dt/tau)).
    private static double Share(double decay) => decay / (decay - Tau) * (Math.Exp(-Step / decay) - Math.Exp(-Step / Tau));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update()
    {
        var kept = Vector512.Create(Math.Exp(-Step / Tau));
        var drift = Vector512.Create(Rest * -Math.Exp(-Step / Tau) + Rest);
        var excitatoryShare = Vector512.Create(Share(ExcitatoryDecay));
        var inhibitoryShare = Vector512.Create(Share(InhibitoryDecay));
        var excitatoryKept = Vector512.Create(Math.Exp(-Step / ExcitatoryDecay));
        var inhibitoryKept = Vector512.Create(Math.Exp(-Step / InhibitoryDecay));
        for (int i = 0; i < v.Length; i += Lanes)
        {
            var e = (Vector512.LoadUnsafe(ref excitation[i]) * excitatoryKept) + Vector512.LoadUnsafe(ref excitatoryArrivals[i]);
            var h = (Vector512.LoadUnsafe(ref inhibition[i]) * inhibitoryKept) + Vector512.LoadUnsafe(ref inhibitoryArrivals[i]);
            e.StoreUnsafe(ref excitation[i]);
            h.StoreUnsafe(ref inhibition[i]);
            Vector512<double>.Zero.StoreUnsafe(ref excitatoryArrivals[i]);
            Vector512<double>.Zero.StoreUnsafe(ref inhibitoryArrivals[i]);
            var left = Vector512.LoadUnsafe(ref held[i]);
            var isHeld = Vector512.GreaterThan(left, Vector512<double>.Zero);
            var old = Vector512.LoadUnsafe(ref v[i]);
            var next = Vector512.ConditionalSelect(isHeld, old, (old * kept) + drift + (e * excitatoryShare) + (h * inhibitoryShare));
            var isSpike = Vector512.GreaterThanOrEqual(next, Vector512.Create(Threshold));
            Vector512.ConditionalSelect(isSpike, Vector512.Create(Reset), next).StoreUnsafe(ref v[i]);
            left = Vector512.Max(left - Vector512.Create(1.0), Vector512<double>.Zero);
            Vector512.ConditionalSelect(isSpike, Vector512.Create(RefractorySteps), left).StoreUnsafe(ref held[i]);
            for (ulong bits = isSpike.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                spikes.Add(i + BitOperations.TrailingZeroCount(bits));
            }
        }
    }
}
