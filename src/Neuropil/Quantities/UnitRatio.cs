namespace Neuropil;

/// <summary>
/// Turns numbers of one unit into numbers of another. Most units are powers of ten of each other: such a power is exact, or one over an exact one, and a value
/// is then rounded once.
/// </summary>
internal readonly struct UnitRatio
{
    private readonly double factor;
    private readonly bool divides;

    /// <summary>From a unit to another, both by their size in SI units.</summary>
    public UnitRatio(double fromSi, double toSi)
    {
        double ratio = fromSi / toSi;
        double power = Math.Pow(10, Math.Abs(Math.Round(Math.Log10(ratio))));
        bool isLarger = Math.Abs((ratio / power) - 1) < 1e-12;
        divides = !isLarger && Math.Abs((ratio * power) - 1) < 1e-12;
        factor = isLarger || divides ? power : ratio;
    }

    /// <summary>What turns numbers of a unit, given by its name, into those of another.</summary>
    /// <exception cref="DimensionMismatchException">The units are of two quantities.</exception>
    public static UnitRatio Between<T>(string what, string own, T unit)
        where T : struct, IQuantity<T>
    {
        var one = own.Length == 0 ? new Quantity(1, Dimension.None) : Quantity.Parse($"1 {own}");
        return one.Dimension == T.Dimension
            ? new UnitRatio(one.SiValue, unit.SiValue)
            : throw new DimensionMismatchException($"{what} is in {own}, and cannot be given in {QuantityPrinter.Print(unit)}.");
    }

    /// <summary>The number in the other unit.</summary>
    public double Of(double value) => divides ? value / factor : value * factor;
}
