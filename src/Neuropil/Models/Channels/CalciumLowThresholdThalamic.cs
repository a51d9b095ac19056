using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Low-threshold (T-type) calcium current of thalamic relay cells with the driving force of Goldman, Hodgkin and Katz (Huguenard and McCormick
/// 1992, J. Neurophysiol. 68; Destexhe, Neubig, Ulrich and Huguenard 1998, J. Neurosci. 18): I = m² h GHK(P). With v = (V + shift) / mV
/// m_inf = 1 / (1 + exp(-(v + 57)/6.2)), tau_m = (0.612 ms + 1 ms / (exp(-(v + 132)/16.7) + exp((v + 16.8)/18.2))) / phi_m,
/// h_inf = 1 / (1 + exp((v + 81)/4)), tau_h = exp((v + 467)/66.6) ms / phi_h below v = -80 and (28 + exp(-(v + 22)/10.5)) ms / phi_h above,
/// with phi = q10^((T - 24 °C) / 10 °C).
/// </summary>
/// <remarks>
/// Needs the concentrations of calcium inside and outside. The two branches of tau_h do not meet exactly at v = -80 (the sources' fit: 334
/// and 279 ms). Factors of temperature 3.55 and 2.8 after Coulter, Huguenard and Prince (1989).
/// </remarks>
public sealed record CalciumLowThresholdThalamic : IonChannel<Calcium>
{
    /// <summary>P, the maximal permeability. Default 2 um/s.</summary>
    public Parameter<Velocity> Permeability { get; init; } = 2 * um / Units.s;

    /// <summary>Shift of the voltage axis, for the charge of 2 mM of outer calcium. Default 2 mV.</summary>
    public Parameter<Voltage> Shift { get; init; } = 2 * mV;

    /// <summary>The factor of the rate of m for 10 degrees. Default 3.55.</summary>
    [Positive]
    public NumberParameter ActivationQ10 { get; init; } = 3.55;

    /// <summary>The factor of the rate of h for 10 degrees. Default 2.8.</summary>
    [Positive]
    public NumberParameter InactivationQ10 { get; init; } = 2.8;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = (cell.Voltage + Shift) / mV;
        var fast = (0.612 + (1 / (Exp(-(v + 132) / 16.7) + Exp((v + 16.8) / 18.2)))) * ms / cell.TemperatureFactor(ActivationQ10, Celsius(24));
        var slow = Select(v < -80, Exp((v + 467) / 66.6), 28 + Exp(-(v + 22) / 10.5)) * ms / cell.TemperatureFactor(InactivationQ10, Celsius(24));
        var m = cell.GateOf("m", steadyState: 1 / (1 + Exp(-(v + 57) / 6.2)), timeConstant: fast);
        var h = cell.GateOf("h", steadyState: 1 / (1 + Exp((v + 81) / 4)), timeConstant: slow);
        return ion.GoldmanHodgkinKatz(Permeability * Pow(m, 2) * h, cell);
    }
}
