using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Delayed-rectifier potassium current of the soma in the two-compartment CA3 pyramidal cell (Pinsky and Rinzel 1994, J. Comput. Neurosci. 1):
/// I = g n (E - V). With v = (V - rest) / mV and rates in 1/ms a_n = 0.016 (35.1 - v) / (exp((35.1 - v)/5) - 1), b_n = 0.25 exp(0.5 - 0.025 v).
/// </summary>
public sealed record PotassiumPinskyRinzel : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 15 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 15 * mS / cm2;

    /// <summary>The resting potential from which the rates count. Default -60 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -60 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Rest) / mV;
        var n = cell.Gate("n", opening: 0.08 / ms / Exprel((35.1 - v) / 5), closing: 0.25 / ms * Exp(0.5 - (0.025 * v)));
        return Conductance * n * (ion.Reversal - cell.Voltage);
    }
}
