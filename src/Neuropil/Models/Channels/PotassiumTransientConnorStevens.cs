using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Transient (A-type) potassium current of crustacean axons and gastropod somata, which lets cells fire slowly (Connor and Stevens 1971, J. Physiol. 213;
/// Connor, Walter and McKown 1977, Biophys. J. 18, with the constants of Dayan and Abbott 2001, Theoretical Neuroscience, section 6.2):
/// I = g a³ b (E - V). With v = V / mV
/// a_inf = (0.0761 exp(0.0314 (v + 94.22)) / (1 + exp(0.0346 (v + 1.17))))^(1/3), tau_a = 0.3632 ms + 1.158 ms / (1 + exp(0.0497 (v + 55.96))),
/// b_inf = (1 / (1 + exp(0.0688 (v + 53.3))))⁴, tau_b = 1.24 ms + 2.678 ms / (1 + exp(0.0624 (v + 50))).
/// </summary>
/// <remarks>
/// Its reversal potential is -75 mV, not that of the delayed rectifier: give it a container of its own, <c>new Potassium { Name = "transientPotassium", ...
/// }</c>.
/// </remarks>
public sealed record PotassiumTransientConnorStevens : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 47.7 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 47.7 * mS / cm2;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var v = cell.Voltage / mV;
        var a = cell.GateOf(
            "a",
            steadyState: Pow(0.0761 * Exp(0.0314 * (v + 94.22)) / (1 + Exp(0.0346 * (v + 1.17))), 1.0 / 3),
            timeConstant: (0.3632 * ms) + (1.158 * ms / (1 + Exp(0.0497 * (v + 55.96)))));
        var b = cell.GateOf(
            "b",
            steadyState: Pow(1 + Exp(0.0688 * (v + 53.3)), -4),
            timeConstant: (1.24 * ms) + (2.678 * ms / (1 + Exp(0.0624 * (v + 50)))));
        return Conductance * Pow(a, 3) * b * (ion.Reversal - cell.Voltage);
    }
}
