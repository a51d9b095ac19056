using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Sodium current of the squid giant axon (Hodgkin and Huxley 1952, J. Physiol. 117): I = g m³ h (E - V) with, for u = (V - rest) / mV and rates
/// in 1/ms, a_m = 0.1 (25 - u) / (exp((25 - u)/10) - 1), b_m = 4 exp(-u/18), a_h = 0.07 exp(-u/20), b_h = 1 / (1 + exp((30 - u)/10)), all times
/// q10^((T - 6.3 °C) / 10 °C).
/// </summary>
/// <remarks>
/// In the modern convention: the paper counts V from rest with the opposite sign, here u = -V_paper, and depolarisation is positive. The axon's
/// reversal potential is rest + 115 mV. The paper's factor of temperature is 3 for 10 degrees.
/// </remarks>
public sealed record SodiumHodgkinHuxley : IonChannel<Sodium>
{
    /// <summary>Maximal conductance per area. Default 120 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 120 * mS / cm2;

    /// <summary>The resting potential from which the rates count. Default -65 mV.</summary>
    public Parameter<Voltage> Rest { get; init; } = -65 * mV;

    /// <summary>The factor of all rates for 10 degrees. Default 3.</summary>
    [Positive]
    public NumberParameter Q10 { get; init; } = 3;

    /// <inheritdoc/>
    public override Expr Current(Membrane cell, Ion ion)
    {
        var u = (cell.Voltage - Rest) / mV;
        var rate = cell.TemperatureFactor(Q10, Celsius(6.3)) / ms;
        var m = cell.Gate("m", opening: rate / Exprel((25 - u) / 10), closing: 4 * rate * Exp(-u / 18));
        var h = cell.Gate("h", opening: 0.07 * rate * Exp(-u / 20), closing: rate / (1 + Exp((30 - u) / 10)));
        return Conductance * Pow(m, 3) * h * (ion.Reversal - cell.Voltage);
    }
}
