using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Slow M current, a potassium current without inactivation that adapts firing (Yamada, Koch and Adams 1989; Pospischil et al. 2008, Biol.
/// Cybern. 99, section 2.2.2): I = g p (E - V). With v = V / mV p_inf = 1 / (1 + exp(-(v + 35)/10)),
/// tau_p = tau_max / (3.3 exp((v + 35)/20) + exp(-(v + 35)/20)) / q10^((T - 36 °C) / 10 °C).
/// </summary>
/// <remarks>The paper has no factor of temperature; that of its authors' program (ModelDB 123623) is 2.3 for 10 degrees.</remarks>
public sealed record PotassiumMuscarinic : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 0.07 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 0.07 * mS / cm2;

    /// <summary>tau_max; the longest time constant is tau_max / (2 sqrt(3.3)). Default 1 s.</summary>
    [Positive]
    public Parameter<Time> LargestTimeConstant { get; init; } = 1 * s;

    /// <summary>The factor of the rate for 10 degrees. Default 2.3.</summary>
    [Positive]
    public NumberParameter Q10 { get; init; } = 2.3;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var x = ((cell.Voltage / mV) + 35) / 20;
        var tau = LargestTimeConstant / ((3.3 * Exp(x)) + Exp(-x)) / cell.TemperatureFactor(Q10, Celsius(36));
        var p = cell.GateOf("p", steadyState: 1 / (1 + Exp(-2 * x)), timeConstant: tau);
        return Conductance * p * (ion.Reversal - cell.Voltage);
    }
}
