namespace Neuropil;

/// <summary>Turns samples from kernel units to the unit in which people read them.</summary>
internal readonly struct SampleUnit
{
    private readonly double factor;

    public SampleUnit(Dimension dimension)
    {
        var unit = DisplayUnit.For(dimension);
        Name = unit.Name;

        // Mostly both are the same unit (mV, nS, ms): then a value keeps its bits.
        double ratio = KernelUnits.ToSi(1, dimension) / unit.SiValue;
        factor = Math.Abs(ratio - 1) < 1e-12 ? 1 : ratio;
    }

    /// <summary>The unit's name.</summary>
    public string Name { get; }

    /// <summary>What turns numbers of a unit, given by its name, into those of another.</summary>
    /// <exception cref="DimensionMismatchException">The units are of two quantities.</exception>
    public static UnitRatio RatioTo<T>(string what, string own, T unit)
        where T : struct, IQuantity<T>
    {
        var one = own.Length == 0 ? new Quantity(1, Dimension.None) : Quantity.Parse($"1 {own}");
        return one.Dimension == T.Dimension
            ? new UnitRatio(one.SiValue, unit.SiValue)
            : throw new DimensionMismatchException($"{what} is in {own}, and cannot be given in {QuantityPrinter.Print(unit)}.");
    }

    /// <summary>A sample in that unit.</summary>
    public double Of(double sample) => sample * factor;
}
