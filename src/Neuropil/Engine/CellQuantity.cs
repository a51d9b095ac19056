namespace Neuropil;

/// <summary>
/// One quantity of some cells at one time: <c>run.Values(cells, "V").In(mV)</c>. It is a value of its own, which the simulation no longer changes. Compare
/// <see cref="Traces"/>, which follow a quantity in time.
/// </summary>
public sealed class CellQuantity
{
    private readonly Dimension dimension;
    private readonly double[] values; // in kernel units

    internal CellQuantity(string name, PopulationSlice cells, Time time, Dimension dimension, double[] values)
        => (Name, Cells, Time, this.dimension, this.values) = (name, cells, time, dimension, values);

    /// <summary>The name by which it was asked for.</summary>
    public string Name { get; }

    /// <summary>The cells; value k is that of cell k of this slice.</summary>
    public PopulationSlice Cells { get; }

    /// <summary>When it was read.</summary>
    public Time Time { get; }

    /// <summary>The usual unit, for example <c>mV</c>; empty for a pure number.</summary>
    public string Unit => DisplayUnit.For(dimension).Name;

    /// <summary>The number of cells.</summary>
    public int Count => values.Length;

    /// <summary>The values as pure numbers in a unit: <c>In(mV)</c>.</summary>
    /// <exception cref="DimensionMismatchException">The unit is one of another quantity.</exception>
    public double[] In<TUnit>(TUnit unit)
        where TUnit : struct, IQuantity<TUnit>
        => KernelValues.In(values, dimension, Name, unit);

    /// <summary>The values of a quantity that has no unit.</summary>
    /// <exception cref="DimensionMismatchException">It has one.</exception>
    public double[] Numbers() => In(Number.FromSi(1));

    /// <summary>The values as typed quantities: <c>As&lt;Voltage&gt;()</c>.</summary>
    /// <exception cref="DimensionMismatchException">The values are of another quantity.</exception>
    public TQuantity[] As<TQuantity>()
        where TQuantity : struct, IQuantity<TQuantity>
        => Array.ConvertAll(In(TQuantity.FromSi(1)), TQuantity.FromSi);

    /// <summary>The values in kernel units.</summary>
    internal (Dimension Dimension, double[] Values) Kernel => (dimension, values);

    /// <summary>The values in the usual unit.</summary>
    internal double[] InUsualUnit()
    {
        var unit = new SampleUnit(dimension);
        return Array.ConvertAll(values, unit.Of);
    }
}
