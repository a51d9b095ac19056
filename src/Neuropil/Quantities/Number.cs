namespace Neuropil;

/// <summary>A pure number as a quantity, so that parameters and distributions without dimension have the same form as those with one.</summary>
public readonly partial record struct Number : IQuantity<Number>
{
    private Number(double value) => SiValue = value;

    /// <inheritdoc/>
    public static Dimension Dimension => Dimension.None;

    /// <inheritdoc/>
    public double SiValue { get; }

    /// <inheritdoc/>
    public static Number FromSi(double value) => new(value);

    /// <summary>A plain number.</summary>
    public static implicit operator Number(double value) => new(value);

    /// <summary>The plain number.</summary>
    public static implicit operator double(Number value) => value.SiValue;

    /// <summary>The number as a general quantity.</summary>
    public static implicit operator Quantity(Number value) => new(value.SiValue, Dimension);

    /// <summary>The number with at most 15 digits.</summary>
    public override string ToString() => QuantityPrinter.Print(this);
}
