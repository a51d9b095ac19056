namespace Neuropil;

/// <summary>
/// The units, as typed quantities of value one: <c>6 * nS</c> is a Conductance, <c>1 * uF / cm2</c> a CapacitanceDensity. Meant for
/// <c>using static Neuropil.Units</c>. None has a name of one letter, which would be missing for variables: <c>second</c>, <c>volt</c>, <c>metre</c>. Their
/// values are powers of ten in SI units, so 6 nS prints as 6.000000000000001e-9 where all digits are shown.
/// </summary>
public static partial class Units
{
    private const double ZeroCelsius = 273.15; // K, exact by definition

    /// <summary>The absolute temperature of so many degrees Celsius. A function, since degrees Celsius do not add or multiply.</summary>
    public static Temperature Celsius(double degrees) => Temperature.FromSi(degrees + ZeroCelsius);
}
