using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Potassium current opened by calcium alone, which follows bursts with a slow afterhyperpolarisation (Destexhe, Contreras, Sejnowski and Steriade 1994,
/// J. Neurophysiol. 72): I = g m² (E - V), two calcium ions bind: m_inf = c² / (1 + c²), tau_m = 1 / (beta (1 + c²)) / q10^((T - 22 °C) / 10 °C) with
/// c = [Ca] / half, not below the smallest time constant.
/// </summary>
/// <remarks>
/// The paper's 48 /(ms mM²) for opening is beta / half² = 0.03 /ms / (25 uM)². The bound of the time constant is in the authors' program, not in
/// the paper. Needs the cell's calcium concentration.
/// </remarks>
public sealed record PotassiumAfterhyperpolarization : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 10 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 10 * mS / cm2;

    /// <summary>beta, the rate of closing. Default 0.03 /ms.</summary>
    [NotNegative]
    public Parameter<Frequency> Closing { get; init; } = 0.03 / ms;

    /// <summary>The calcium concentration at which m is one half. Default 25 uM.</summary>
    public Parameter<Concentration> Half { get; init; } = 25 * uM;

    /// <summary>The smallest time constant. Default 0.1 ms.</summary>
    [Positive]
    public Parameter<Time> SmallestTimeConstant { get; init; } = 0.1 * ms;

    /// <summary>The factor of the rates for 10 degrees. Default 3.</summary>
    [Positive]
    public NumberParameter Q10 { get; init; } = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<RequiredIon> RequiredIons => [RequiredIon.Of<Calcium>()];

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var bound = Pow(cell.Concentration<Calcium>() / Half, 2);
        var tau = 1 / (Closing * (1 + bound) * cell.TemperatureFactor(Q10, Celsius(22)));
        var m = cell.GateOf("m", steadyState: bound / (1 + bound), timeConstant: Max(tau, SmallestTimeConstant));
        return Conductance * Pow(m, 2) * (ion.Reversal - cell.Voltage);
    }
}
