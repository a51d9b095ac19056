using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// Integrate-and-fire cells with current synapses (Brette et al. 2007, benchmark 2), written by hand for one thread: exact propagators, with all that is
/// constant computed before.
/// </summary>
internal sealed class HandWrittenCuba : HandWrittenVogelsAbbott
{
    private const double Tau = 20; // ms
    private const double ExcitatoryDecay = 5; // ms
    private const double InhibitoryDecay = 10; // ms
    private const double Rest = -49; // mV

    /// <summary>Of so many cells, a multiple of eight, the last fifth inhibitory, with so many synapses each.</summary>
    public HandWrittenCuba(int cells, int synapses)
        : base(cells, synapses)
    {
        var random = new Random(2);
        for (int i = 0; i < cells; i++)
        {
            Potential[i] = Reset + ((Threshold - Reset) * random.NextDouble());
        }
    }

    /// <inheritdoc/>
    protected override double ExcitatoryWeight => 1.62; // mV: the current over the leak conductance

    /// <inheritdoc/>
    protected override double InhibitoryWeight => -9;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update()
    {
        var kept = Vector512.Create(Math.Exp(-Step / Tau));
        var drift = Vector512.Create(Rest * -Math.Exp(-Step / Tau) + Rest);
        var excitatoryShare = Vector512.Create(Share(ExcitatoryDecay));
        var inhibitoryShare = Vector512.Create(Share(InhibitoryDecay));
        var excitatoryKept = Vector512.Create(Math.Exp(-Step / ExcitatoryDecay));
        var inhibitoryKept = Vector512.Create(Math.Exp(-Step / InhibitoryDecay));
        for (int i = 0; i < Potential.Length; i += Lanes)
        {
            var e = Decay(ref Excitation[i], ref ExcitatoryArrivals[i], excitatoryKept);
            var h = Decay(ref Inhibition[i], ref InhibitoryArrivals[i], inhibitoryKept);
            var old = Vector512.LoadUnsafe(ref Potential[i]);
            End(i, old, (old * kept) + drift + (e * excitatoryShare) + (h * inhibitoryShare));
        }
    }

    // V decays to rest while a current that decays flows: the share of a current in V after a step is tau_s/(tau_s - tau) (e^(-dt/tau_s) - e^(-dt/tau)).
    private static double Share(double decay) => decay / (decay - Tau) * (Math.Exp(-Step / decay) - Math.Exp(-Step / Tau));
}
