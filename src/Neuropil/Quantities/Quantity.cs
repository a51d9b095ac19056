namespace Neuropil;

/// <summary>
/// A number with a dimension that is known only at run time. Products whose dimension has a name of its own are the typed quantities
/// (<c>Voltage</c>, <c>Conductance</c>, ...); all others are this. Converting to a typed quantity is explicit and checked.
/// </summary>
/// <param name="SiValue">The value in SI units.</param>
/// <param name="Dimension">The dimension.</param>
public readonly partial record struct Quantity(double SiValue, Dimension Dimension)
{
    /// <summary>A pure number as a quantity without dimension.</summary>
    public static implicit operator Quantity(double value) => new(value, Dimension.None);

    /// <summary>The sum of two quantities of the same dimension.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Quantity operator +(Quantity left, Quantity right)
        => new(left.SiValue + right.SiValue, DimensionMismatchException.RequireSame(left.Dimension, right.Dimension, "add"));

    /// <summary>The difference of two quantities of the same dimension.</summary>
    /// <exception cref="DimensionMismatchException">The dimensions differ.</exception>
    public static Quantity operator -(Quantity left, Quantity right)
        => new(left.SiValue - right.SiValue, DimensionMismatchException.RequireSame(left.Dimension, right.Dimension, "subtract"));

    /// <summary>The quantity with the opposite sign.</summary>
    public static Quantity operator -(Quantity value) => new(-value.SiValue, value.Dimension);

    /// <summary>The product, of the product's dimension.</summary>
    public static Quantity operator *(Quantity left, Quantity right) => new(left.SiValue * right.SiValue, left.Dimension * right.Dimension);

    /// <summary>The quotient, of the quotient's dimension.</summary>
    public static Quantity operator /(Quantity left, Quantity right) => new(left.SiValue / right.SiValue, left.Dimension / right.Dimension);

    /// <summary>The power; the result's exponents must be multiples of one half.</summary>
    public Quantity Power(double exponent) => new(Math.Pow(SiValue, exponent), Dimension.Power(exponent));

    /// <summary>The value as the typed quantity <typeparamref name="T"/>.</summary>
    /// <exception cref="DimensionMismatchException">The dimension is not that of <typeparamref name="T"/>.</exception>
    public T As<T>()
        where T : struct, IQuantity<T>
    {
        DimensionMismatchException.RequireSame(Dimension, T.Dimension, $"convert to {typeof(T).Name}");
        return T.FromSi(SiValue);
    }

    /// <summary>The value as a multiple of <paramref name="unit"/>.</summary>
    /// <exception cref="DimensionMismatchException">The unit has another dimension.</exception>
    public double In(Quantity unit)
    {
        DimensionMismatchException.RequireSame(Dimension, unit.Dimension, "express");
        return SiValue / unit.SiValue;
    }

    /// <summary>Reads text such as "67 nS", "0.05 mS/cm^2", "5e-5 siemens/cm**2", "0.1/ms" or "36 degC".</summary>
    /// <exception cref="QuantityFormatException">The text is no number with a unit.</exception>
    public static Quantity Parse(string text) => QuantityParser.Parse(text);

    /// <summary>Reads text such as "67 nS"; false where it is no quantity.</summary>
    public static bool TryParse(string? text, out Quantity result)
    {
        result = default;
        return text is not null && QuantityParser.TryRead(text, out result, out _, out _);
    }

    /// <summary>The value in the most readable unit, with at most 15 digits.</summary>
    public override string ToString() => QuantityPrinter.Print(this);
}
