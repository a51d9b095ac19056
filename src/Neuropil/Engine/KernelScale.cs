namespace Neuropil.Engine;

/// <summary>
/// Many values from SI units to kernel units. Compare <see cref="KernelUnits.FromSi"/>, which also mends the last bits of a number that a person
/// wrote, and takes a hundred times as long.
/// </summary>
internal static class KernelScale
{
    public static void FromSi(Span<double> values, Dimension dimension)
    {
        double power = KernelUnits.PowerOfTen(dimension);
        double factor = Math.Pow(10, Math.Abs(power));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = power <= 0 ? values[i] * factor : values[i] / factor;
        }
    }
}
