namespace Neuropil;

/// <summary>
/// A parameter without dimension, such as a release probability. It is a <see cref="Parameter{T}"/> of <see cref="Number"/> to which plain
/// numbers convert: <c>NumberParameter release = 0.5</c>. (<see cref="Parameter{T}"/> itself cannot accept a plain number, because it would
/// then accept one in place of a voltage.)
/// </summary>
public sealed class NumberParameter : Parameter<Number>
{
    internal NumberParameter(ParameterValues values)
        : base(values)
    {
    }

    /// <inheritdoc cref="Parameter{T}.Parse(string)"/>
    public static new NumberParameter Parse(string text) => new(Parameter<Number>.Parse(text).Values);

    /// <summary>The same number for all.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static implicit operator NumberParameter(double value) => new(new UniformValue(value, Dimension.None));

    /// <summary>A list with one number for each.</summary>
    /// <exception cref="ArgumentException">The list is empty, or a number is not finite.</exception>
    public static implicit operator NumberParameter(double[] values) => new(new ListedValues(values, Dimension.None));

    /// <summary>A list with one number for each.</summary>
    /// <exception cref="ArgumentException">The list is empty, or a number is not finite.</exception>
    public static implicit operator NumberParameter(List<double> values) => new(new ListedValues([.. values], Dimension.None));

    /// <summary>Each draws its own number.</summary>
    public static implicit operator NumberParameter(Distribution<Number> distribution) => new(distribution.Values);
}
