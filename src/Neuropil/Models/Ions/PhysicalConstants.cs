namespace Neuropil;

/// <summary>CODATA 2018, exact by the definitions of mole, kelvin and ampere.</summary>
public static class PhysicalConstants
{
    /// <summary>F, the charge of a mole of elementary charges.</summary>
    public static Quantity Faraday { get; } = new(96485.33212331001, Charge.Dimension / AmountOfSubstance.Dimension);

    /// <summary>R / F.</summary>
    public static Quantity GasConstantOverFaraday { get; } = new(8.31446261815324 / 96485.33212331001, Voltage.Dimension / Temperature.Dimension);
}
