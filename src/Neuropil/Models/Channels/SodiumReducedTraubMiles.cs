using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Sodium current of the reduced Traub-Miles cell (Ermentrout and Kopell 1998, PNAS 95; Boergers 2017, An Introduction to Modeling Neuronal Dynamics,
/// section 5.2): I = g m_inf³ h (E - V), the activation always at its steady state. With v = (V - shift) / mV and rates in 1/ms
/// a_m = 0.32 (13 - v) / (exp((13 - v)/4) - 1), b_m = 0.28 (v - 40) / (exp((v - 40)/5) - 1),
/// a_h = 0.128 exp((17 - v)/18), b_h = 4 / (1 + exp((40 - v)/5)).
/// </summary>
/// <remarks>The rates are those of <see cref="SodiumTraubMiles"/>; the book prints them for its shift of -67 mV: 0.32 (V + 54) and so on.</remarks>
public sealed record SodiumReducedTraubMiles : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 100 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 100 * mS / cm2;

    /// <summary>Shift of the voltage axis. Default -67 mV.</summary>
    public Parameter<Voltage> Shift { get; init; } = -67 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Shift) / mV;
        var m = cell.InstantGate("m", opening: 1.28 / ms / Exprel((13 - v) / 4), closing: 1.4 / ms / Exprel((v - 40) / 5));
        var h = cell.Gate("h", opening: 0.128 / ms * Exp((17 - v) / 18), closing: 4 / ms / (1 + Exp((40 - v) / 5)));
        return Conductance * Pow(m, 3) * h * (ion.Reversal - cell.Voltage);
    }
}
