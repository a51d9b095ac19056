using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Sodium current of the soma in the two-compartment CA3 pyramidal cell (Pinsky and Rinzel 1994, J. Comput. Neurosci. 1, after Traub et al. 1991):
/// I = g m_inf² h (E - V), the activation always at its steady state. With v = (V - rest) / mV and rates in 1/ms
/// a_m = 0.32 (13.1 - v) / (exp((13.1 - v)/4) - 1), b_m = 0.28 (v - 40.1) / (exp((v - 40.1)/5) - 1),
/// a_h = 0.128 exp((17 - v)/18), b_h = 4 / (1 + exp((40 - v)/5)).
/// </summary>
/// <remarks>The paper counts potentials from rest, where its sodium reversal potential is 120 mV: 60 mV for a rest of -60 mV.</remarks>
public sealed record SodiumPinskyRinzel : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 30 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 30 * mS / cm2;

    /// <summary>The resting potential from which the rates count. Default -60 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -60 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Rest) / mV;
        var m = cell.InstantGate("m", opening: 1.28 / ms / Exprel((13.1 - v) / 4), closing: 1.4 / ms / Exprel((v - 40.1) / 5));
        var h = cell.Gate("h", opening: 0.128 / ms * Exp((17 - v) / 18), closing: 4 / ms / (1 + Exp((40 - v) / 5)));
        return Conductance * Pow(m, 2) * h * (ion.Reversal - cell.Voltage);
    }
}
