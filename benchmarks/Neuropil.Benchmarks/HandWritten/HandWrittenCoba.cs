using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// Integrate-and-fire cells with conductance synapses (Brette et al. 2007, benchmark 1), written by hand for one thread: V goes towards its present target by
/// an exponential, one division and one exponential a cell and step. Conductances are over that of the leak.
/// </summary>
internal sealed class HandWrittenCoba : HandWrittenVogelsAbbott
{
    private const double Tau = 20; // ms
    private const double ExcitatoryDecay = 5; // ms
    private const double InhibitoryDecay = 10; // ms
    private const double Rest = -60; // mV
    private const double ExcitatoryReversal = 0; // mV
    private const double InhibitoryReversal = -80; // mV

    /// <summary>Of so many cells, a multiple of eight, the last fifth inhibitory, with so many synapses each.</summary>
    public HandWrittenCoba(int cells, int synapses)
        : base(cells, synapses)
    {
        var random = new Random(2);
        for (int i = 0; i < cells; i++)
        {
            // The means and spreads of the start that the benchmark prescribes; of what shape they are is nothing to its speed.
            Potential[i] = -65 + (5 * Spread(random));
            Excitation[i] = 4 + (1.5 * Spread(random));
            Inhibition[i] = Math.Max(0, 20 + (12 * Spread(random)));
        }
    }

    /// <inheritdoc/>
    protected override double ExcitatoryWeight => 0.6;

    /// <inheritdoc/>
    protected override double InhibitoryWeight => 6.7;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update()
    {
        var excitatoryKept = Vector512.Create(Math.Exp(-Step / ExcitatoryDecay));
        var inhibitoryKept = Vector512.Create(Math.Exp(-Step / InhibitoryDecay));
        var rate = Vector512.Create(-Step / Tau);
        for (int i = 0; i < Potential.Length; i += Lanes)
        {
            var e = Vector512.LoadUnsafe(ref Excitation[i]);
            var h = Vector512.LoadUnsafe(ref Inhibition[i]);
            Decay(ref Excitation[i], ref ExcitatoryArrivals[i], excitatoryKept);
            Decay(ref Inhibition[i], ref InhibitoryArrivals[i], inhibitoryKept);
            var old = Vector512.LoadUnsafe(ref Potential[i]);
            var total = Vector512<double>.One + e + h;
            var current = Vector512.Create(Rest) + (e * Vector512.Create(ExcitatoryReversal)) + (h * Vector512.Create(InhibitoryReversal));
            var target = current / total;
            End(i, old, Vector512.FusedMultiplyAdd(old - target, HandWrittenDouble.Exp(total * rate), target));
        }
    }

    // A uniform number of mean zero and variance one.
    private static double Spread(Random random) => Math.Sqrt(12) * (random.NextDouble() - 0.5);
}
