using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Delayed-rectifier potassium current of the crustacean walking-leg axon (Connor, Walter and McKown 1977, Biophys. J. 18, with the constants of Dayan and
/// Abbott 2001, Theoretical Neuroscience, section 6.2): I = g n⁴ (E - V). With v = V / mV and rates in 1/ms
/// a_n = 0.02 (v + 45.7) / (1 - exp(-0.1 (v + 45.7))), b_n = 0.25 exp(-0.0125 (v + 55.7)).
/// </summary>
/// <remarks>See <see cref="SodiumConnorStevens"/> on temperature.</remarks>
public sealed record PotassiumConnorStevens : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 20 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 20 * mS / cm2;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var n = cell.Gate("n", opening: 0.2 / ms / Exprel(-0.1 * (v + 45.7)), closing: 0.25 / ms * Exp(-0.0125 * (v + 55.7)));
        return Conductance * Pow(n, 4) * (ion.Reversal - cell.Voltage);
    }
}
