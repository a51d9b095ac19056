namespace Neuropil;

/// <summary>
/// A parameter of a model: one value for all cells (or synapses), a list with a value for each, or a distribution from which each draws its
/// own. Compare <see cref="Parameter{T}"/>, whose type fixes the dimension; this base serves where the dimension is known only at run time.
/// Parameters are immutable and compare by identity: a mechanism's parameter is found by the object, not by its value.
/// </summary>
public abstract partial class Parameter
{
    private protected Parameter(Dimension dimension, ParameterValues values)
    {
        Dimension = dimension;
        Values = values;
    }

    /// <summary>The dimension of every value.</summary>
    public Dimension Dimension { get; }

    /// <summary>Whether all have the same value.</summary>
    public bool IsUniform => Values is UniformValue;

    /// <summary>The one value for all, in SI units.</summary>
    /// <exception cref="InvalidOperationException">The parameter is a list or a distribution.</exception>
    public double UniformSi => Values is UniformValue uniform
        ? uniform.Si
        : throw new InvalidOperationException($"The parameter {this} has no single value for all.");

    /// <summary>The number of values in a list; null for a single value and for a distribution, which serve any number.</summary>
    public int? Count => Values.Count;

    internal ParameterValues Values { get; }

    /// <summary>
    /// Writes the values, in SI units, of the entities <paramref name="firstEntity"/>, <paramref name="firstEntity"/> + 1, ... of a family. What
    /// an entity draws depends on the seed, the purpose, the family and its own number alone, so a range may be filled in pieces.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A list has fewer values.</exception>
    public void Fill(Span<double> si, ulong seed, RandomPurpose purpose, ulong family, int firstEntity)
        => Values.Fill(si, seed, purpose, family, firstEntity);

    /// <summary>A value of a list, in SI units.</summary>
    internal double ListedSi(int index)
    {
        double value = 0;
        Fill(new Span<double>(ref value), seed: 0, RandomPurpose.Parameter, family: 0, index);
        return value;
    }

    /// <summary>One value in SI units, drawn from <paramref name="stream"/> if this is a distribution.</summary>
    /// <exception cref="InvalidOperationException">The parameter is a list: its values belong to their entities.</exception>
    public double Sample(ref RandomStream stream) => Values.Sample(ref stream);

    /// <summary>A pure number for all.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static implicit operator Parameter(double value) => new NumberParameter(new UniformValue(value, Dimension.None));

    /// <summary>A list of pure numbers, one for each.</summary>
    /// <exception cref="ArgumentException">The list is empty, or a number is not finite.</exception>
    public static implicit operator Parameter(double[] values) => new NumberParameter(new ListedValues(values, Dimension.None));

    /// <summary>The same quantity for all.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static implicit operator Parameter(Quantity value) => new QuantityParameter(value.Dimension, new UniformValue(value.SiValue, value.Dimension));

    /// <summary>The parameter in an expression: for each cell its own value.</summary>
    public static implicit operator Expr(Parameter value) => Expr.Of(value);

    /// <summary>The value with its unit, the distribution with its arguments, or the length of the list.</summary>
    public override string ToString() => Values.Print(Dimension);
}
