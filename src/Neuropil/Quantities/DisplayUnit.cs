namespace Neuropil;

/// <summary>A unit for people: its name and its size in SI units. A value in SI units divided by <see cref="SiValue"/> is the number to show.</summary>
/// <param name="Name">The name, for example "mV"; empty for pure numbers.</param>
/// <param name="SiValue">The size in SI units, for example 0.001.</param>
public readonly record struct DisplayUnit(string Name, double SiValue)
{
    /// <summary>The usual unit of a dimension, as for the axis of a figure: mV for a Voltage, nS for a Conductance, ms for a Time.</summary>
    public static DisplayUnit For(Dimension dimension) => QuantityCatalogue.Label(dimension);

    /// <summary>The usual unit of <typeparamref name="T"/>.</summary>
    public static DisplayUnit For<T>()
        where T : struct, IQuantity<T>
        => QuantityCatalogue.Label(T.Dimension);

    /// <summary>The largest readable unit in which a value is at least 1: uV for 0.2 mV.</summary>
    public static DisplayUnit Readable(Quantity value) => QuantityCatalogue.Readable(value);
}
