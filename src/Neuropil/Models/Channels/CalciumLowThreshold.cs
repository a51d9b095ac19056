using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Low-threshold (T-type) calcium current (Destexhe, Bal, McCormick and Sejnowski 1996, J. Neurophysiol. 76; Pospischil et al. 2008, Biol. Cybern. 99,
/// section 2.2.3): I = g s_inf² u (E - V), the activation always at its steady state. With v = (V + shift) / mV
/// s_inf = 1 / (1 + exp(-(v + 57)/6.2)), u_inf = 1 / (1 + exp((v + 81)/4)),
/// tau_u = (30.8 ms + (211.4 ms + exp((v + 113.2)/5) ms) / (1 + exp((v + 84)/3.2))) / q10^((T - 24 °C) / 10 °C).
/// </summary>
/// <remarks>
/// The paper writes 3.7 for the factor of temperature, which is 3^1.2 for 36 °C, and its formula for tau_u can be read in two ways: this is the
/// one of its authors' program (ModelDB 123623, IT_huguenard.mod), where the factor divides both terms.
/// </remarks>
public sealed record CalciumLowThreshold : IonChannel<Calcium>
{
    /// <summary>Maximal conductance per area. Default 0.4 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.4 * mS / cm2;

    /// <summary>Shift of the voltage axis, for the charge of 2 mM of outer calcium. Default 2 mV.</summary>
    public Parameter<Voltage> Shift { get; init; } = 2 * mV;

    /// <summary>The factor of the rate of u for 10 degrees. Default 3.</summary>
    [Positive]
    public NumberParameter Q10 { get; init; } = 3;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage + Shift) / mV;
        var s = cell.InstantGateOf("s", 1 / (1 + Exp(-(v + 57) / 6.2)));
        var tau = (30.8 + ((211.4 + Exp((v + 113.2) / 5)) / (1 + Exp((v + 84) / 3.2)))) * ms / cell.TemperatureFactor(Q10, Celsius(24));
        var u = cell.GateOf("u", steadyState: 1 / (1 + Exp((v + 81) / 4)), timeConstant: tau);
        return Conductance * Pow(s, 2) * u * (ion.Reversal - cell.Voltage);
    }
}
