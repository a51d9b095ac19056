namespace Neuropil;

/// <summary>
/// A parameter whose type fixes its unit. A value, a list (array) or a distribution converts to it:
/// <c>Parameter&lt;Voltage&gt; shift = -63 * mV</c>, <c>= new[] { -63 * mV, -60 * mV }</c>, <c>= Uniform(-70 * mV, -60 * mV)</c>.
/// </summary>
/// <typeparam name="T">The quantity.</typeparam>
public class Parameter<T> : Parameter
    where T : struct, IQuantity<T>
{
    internal Parameter(ParameterValues values)
        : base(T.Dimension, values)
    {
    }

    /// <summary>Reads a value with its unit ("6 nS") or a distribution ("normal(40 nS, 15 nS)").</summary>
    /// <exception cref="QuantityFormatException">The text is neither, or its unit is not one of <typeparamref name="T"/>.</exception>
    public static Parameter<T> Parse(string text) => DistributionParser.Parse<T>(text);

    /// <summary>The same value for all.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static implicit operator Parameter<T>(T value) => new(new UniformValue(value.SiValue, T.Dimension));

    /// <summary>A list with one value for each.</summary>
    /// <exception cref="ArgumentException">The list is empty, or a value is not finite.</exception>
    public static implicit operator Parameter<T>(T[] values) => FromList(values);

    /// <summary>A list with one value for each.</summary>
    /// <exception cref="ArgumentException">The list is empty, or a value is not finite.</exception>
    public static implicit operator Parameter<T>(List<T> values) => FromList(values);

    private static Parameter<T> FromList(IReadOnlyCollection<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(new ListedValues([.. values.Select(value => value.SiValue)], T.Dimension));
    }
}
