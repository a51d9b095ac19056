using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// High-threshold (L-type) calcium current (Reuveni, Friedman, Amitai and Gutnick 1993, J. Neurosci. 13; Pospischil et al. 2008, Biol. Cybern. 99,
/// section 2.2.3): I = g q² r (E - V). With v = V / mV and rates in 1/ms
/// a_q = 0.055 (-27 - v) / (exp((-27 - v)/3.8) - 1), b_q = 0.94 exp((-75 - v)/17),
/// a_r = 0.000457 exp((-13 - v)/50), b_r = 0.0065 / (1 + exp((-15 - v)/28)).
/// </summary>
/// <remarks>The rates are for 36 °C; the sources have no factor of temperature.</remarks>
public sealed record CalciumHighThreshold : IonChannel<Calcium>
{
    /// <summary>Maximal conductance per area. Default 0.17 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.17 * mS / cm2;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var q = cell.Gate("q", opening: 0.055 * 3.8 / ms / Exprel((-27 - v) / 3.8), closing: 0.94 / ms * Exp((-75 - v) / 17));
        var r = cell.Gate("r", opening: 0.000457 / ms * Exp((-13 - v) / 50), closing: 0.0065 / ms / (1 + Exp((-15 - v) / 28)));
        return Conductance * Pow(q, 2) * r * (ion.Reversal - cell.Voltage);
    }
}
