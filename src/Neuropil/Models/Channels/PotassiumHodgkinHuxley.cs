using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// Delayed-rectifier potassium current of the squid giant axon (Hodgkin and Huxley 1952, J. Physiol. 117): I = g n⁴ (E - V) with, for
/// u = (V - rest) / mV and rates in 1/ms, a_n = 0.01 (10 - u) / (exp((10 - u)/10) - 1), b_n = 0.125 exp(-u/80), all times
/// q10^((T - 6.3 °C) / 10 °C).
/// </summary>
/// <remarks>In the modern convention, see <see cref="SodiumHodgkinHuxley"/>. The axon's reversal potential is rest - 12 mV.</remarks>
public sealed record PotassiumHodgkinHuxley : IonChannel<Potassium>
{
    /// <summary>Maximal conductance per area. Default 36 mS/cm².</summary>
    public Parameter<ConductanceDensity> Conductance { get; init; } = 36 * mS / cm2;

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
        var n = cell.Gate("n", opening: 0.1 * rate / Exprel((10 - u) / 10), closing: 0.125 * rate * Exp(-u / 80));
        return Conductance * Pow(n, 4) * (ion.Reversal - cell.Voltage);
    }
}
