using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Sodium current of the crustacean walking-leg axon (Connor, Walter and McKown 1977, Biophys. J. 18, with the constants of Dayan and Abbott 2001,
/// Theoretical Neuroscience, section 6.2): I = g m³ h (E - V). With v = V / mV and rates in 1/ms
/// a_m = 0.38 (v + 29.7) / (1 - exp(-0.1 (v + 29.7))), b_m = 15.2 exp(-0.0556 (v + 54.7)),
/// a_h = 0.266 exp(-0.05 (v + 48)), b_h = 3.8 / (1 + exp(-0.1 (v + 18))).
/// </summary>
/// <remarks>The rates contain the factor 3.8 = 3^1.2 from 6.3 °C to 18 °C; there is no further factor of temperature.</remarks>
public sealed record SodiumConnorStevens : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 120 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 120 * mS / cm2;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var m = cell.Gate("m", opening: 3.8 / ms / Exprel(-0.1 * (v + 29.7)), closing: 15.2 / ms * Exp(-0.0556 * (v + 54.7)));
        var h = cell.Gate("h", opening: 0.266 / ms * Exp(-0.05 * (v + 48)), closing: 3.8 / ms / (1 + Exp(-0.1 * (v + 18))));
        return Conductance * Pow(m, 3) * h * (ion.Reversal - cell.Voltage);
    }
}
