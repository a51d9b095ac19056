using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Sodium current of a fast-spiking interneuron (Wang and Buzsáki 1996, J. Neurosci. 16, "Model neuron"): I = g m_inf³ h (E - V), the activation
/// always at its steady state. With v = V / mV and rates in 1/ms a_m = 0.1 (v + 35) / (1 - exp(-(v + 35)/10)), b_m = 4 exp(-(v + 60)/18),
/// a_h = phi 0.07 exp(-(v + 58)/20), b_h = phi / (1 + exp(-(v + 28)/10)).
/// </summary>
public sealed record SodiumWangBuzsaki : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 35 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 35 * mS / cm2;

    /// <summary>phi, the factor of the rates of h for temperature. Default 5.</summary>
    [Positive]
    public NumberParameter Phi { get; init; } = 5;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var m = cell.InstantGate("m", opening: 1 / ms / Exprel(-(v + 35) / 10), closing: 4 / ms * Exp(-(v + 60) / 18));
        var h = cell.Gate("h", opening: 0.07 * Phi / ms * Exp(-(v + 58) / 20), closing: Phi / ms / (1 + Exp(-(v + 28) / 10)));
        return Conductance * Pow(m, 3) * h * (ion.Reversal - cell.Voltage);
    }
}
