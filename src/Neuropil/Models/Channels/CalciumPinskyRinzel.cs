using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Calcium current of the dendrite in the two-compartment CA3 pyramidal cell (Pinsky and Rinzel 1994, J. Comput. Neurosci. 1): I = g s² (E - V).
/// With v = (V - rest) / mV and rates in 1/ms a_s = 1.6 / (1 + exp(-0.072 (v - 65))), b_s = 0.02 (v - 51.1) / (exp((v - 51.1)/5) - 1).
/// </summary>
/// <remarks>Its reversal potential is 140 mV above rest: 80 mV for a rest of -60 mV.</remarks>
public sealed record CalciumPinskyRinzel : IonChannel<Calcium>
{
    /// <summary>Maximal conductance per area. Default 10 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 10 * mS / cm2;

    /// <summary>The resting potential from which the rates count. Default -60 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -60 * mV;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage - Rest) / mV;
        var s = cell.Gate("s", opening: 1.6 / ms / (1 + Exp(-0.072 * (v - 65))), closing: 0.1 / ms / Exprel((v - 51.1) / 5));
        return Conductance * Pow(s, 2) * (ion.Reversal - cell.Voltage);
    }
}
