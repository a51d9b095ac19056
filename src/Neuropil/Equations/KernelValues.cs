namespace Neuropil;

/// <summary>Numbers in kernel units that a user asks for in a unit of theirs.</summary>
internal static class KernelValues
{
    /// <summary>The numbers in a unit.</summary>
    /// <param name="values">The numbers in kernel units.</param>
    /// <param name="dimension">Their dimension.</param>
    /// <param name="name">What they are, for the message.</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    public static double[] In<TUnit>(double[] values, Dimension dimension, string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
    {
        var ratio = RatioTo(dimension, name, unit);
        return Array.ConvertAll(values, ratio.Of);
    }

    /// <summary>What turns kernel units into a unit.</summary>
    /// <inheritdoc cref="In"/>
    public static UnitRatio RatioTo<TUnit>(Dimension dimension, string name, TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => TUnit.Dimension == dimension
            ? new UnitRatio(KernelUnits.ToSi(1, dimension), unit.SiValue)
            : throw new DimensionMismatchException(
                $"'{name}' is {QuantityCatalogue.DescribeOne(dimension)}, but {unit} is {QuantityCatalogue.DescribeOne(TUnit.Dimension)}.");
}
