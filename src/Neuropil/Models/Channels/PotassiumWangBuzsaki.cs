using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Delayed-rectifier potassium current of a fast-spiking interneuron (Wang and Buzsáki 1996, J. Neurosci. 16, "Model neuron"): I = g n⁴ (E - V).
/// With v = V / mV and rates in 1/ms a_n = phi 0.01 (v + 34) / (1 - exp(-(v + 34)/10)), b_n = phi 0.125 exp(-(v + 44)/80).
/// </summary>
public sealed record PotassiumWangBuzsaki : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 9 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 9 * mS / cm2;

    /// <summary>phi, the factor of the rates for temperature. Default 5.</summary>
    [Positive]
    public NumberParameter Phi { get; init; } = 5;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var n = cell.Gate("n", opening: 0.1 * Phi / ms / Exprel(-(v + 34) / 10), closing: 0.125 * Phi / ms * Exp(-(v + 44) / 80));
        return Conductance * Pow(n, 4) * (ion.Reversal - cell.Voltage);
    }
}
