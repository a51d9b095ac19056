using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The block of NMDA channels by magnesium from outside, which depolarisation lifts: the part of the conductance that is left is
/// B(V) = 1/(1 + eta exp(-gamma V)), eta = [Mg]/K (Jahr and Stevens, J. Neurosci. 10, 1990, eq. 4).
/// </summary>
/// <remarks>
/// gamma is z delta F/(R T): the charge of the ion times the part of the membrane's field that it passes to its site (Woodhull, J. Gen. Physiol. 61, 1973).
/// </remarks>
public static class MagnesiumBlock
{
    /// <summary>The part of the conductance that is not blocked.</summary>
    /// <param name="voltage">The membrane potential.</param>
    /// <param name="magnesium">[Mg], the concentration outside.</param>
    /// <param name="halfConcentration">K, the concentration that blocks half at 0 mV.</param>
    /// <param name="steepness">gamma.</param>
    public static Expr Open(Expr voltage, Expr magnesium, Expr halfConcentration, Expr steepness)
        => 1 / (1 + (magnesium / halfConcentration * Exp(-(steepness * voltage))));

    /// <summary>gamma = z delta F/(R T) of a blocking ion of charge z at the electrical distance delta.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not more than zero.</exception>
    public static VoltageSensitivity Steepness(double zDelta, Temperature temperature) => temperature.SiValue > 0
        ? VoltageSensitivity.FromSi(zDelta / (PhysicalConstants.GasConstantOverFaraday.SiValue * temperature.SiValue))
        : throw new ArgumentOutOfRangeException(nameof(temperature), $"The temperature is {temperature}; expected more than 0 K.");

    /// <summary>z delta = gamma R T/F: 1.65705 for 0.062 per mV at 37 °C.</summary>
    public static double ZDelta(VoltageSensitivity steepness, Temperature temperature)
        => steepness.SiValue * PhysicalConstants.GasConstantOverFaraday.SiValue * temperature.SiValue;

    /// <summary>The potential at which half the conductance is blocked: ln(eta)/gamma, -20.5253 mV for 1 mM; minus infinity without magnesium.</summary>
    public static Voltage HalfBlock(Concentration magnesium, Concentration halfConcentration, VoltageSensitivity steepness)
        => Voltage.FromSi(Math.Log(magnesium.SiValue / halfConcentration.SiValue) / steepness.SiValue);
}
