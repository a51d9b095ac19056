namespace Neuropil;

/// <summary>Where a parameter's values come from; in SI units, since its owner knows the dimension.</summary>
internal abstract class ParameterValues
{
    /// <summary>The number of values, or null if they serve any number.</summary>
    public virtual int? Count => null;

    /// <summary>The values of consecutive entities.</summary>
    public abstract void Fill(Span<double> si, ulong seed, RandomPurpose purpose, ulong family, int firstEntity);

    /// <summary>One value.</summary>
    public abstract double Sample(ref RandomStream stream);

    /// <summary>One value after another.</summary>
    public virtual void Sample(ref RandomStream stream, Span<double> si)
    {
        foreach (ref double value in si)
        {
            value = Sample(ref stream);
        }
    }

    /// <summary>Leaves out so many values: the stream goes on as if they had been drawn.</summary>
    public virtual void Skip(ref RandomStream stream, int count)
    {
        for (; count > 0; count--)
        {
            Sample(ref stream);
        }
    }

    /// <summary>The least and the greatest value that can be drawn; null where that is not known.</summary>
    public virtual (double Low, double High)? Bounds => null;

    /// <summary>Below this there is no value; null where that is not known before they are made.</summary>
    public abstract double? Lowest { get; }

    /// <summary>What values keep to; of drawn ones, one in a thousand million is smaller, and one greater. Null where that is not known.</summary>
    public virtual (double Low, double High)? NearlyAll => null;

    /// <summary>For people.</summary>
    public abstract string Print(Dimension dimension);

    /// <summary>Returns the value, or throws naming it.</summary>
    protected static double RequireFinite(double si, Dimension dimension, string what)
        => double.IsFinite(si) ? si
            : throw new ArgumentException($"{what} of a parameter that is {QuantityCatalogue.DescribeOne(dimension)} is {si}: it must be finite.");
}

/// <summary>The same value for all.</summary>
internal sealed class UniformValue(double si, Dimension dimension) : ParameterValues
{
    public double Si { get; } = RequireFinite(si, dimension, "The value");

    public override (double Low, double High)? Bounds => (Si, Si);

    public override (double Low, double High)? NearlyAll => (Si, Si);

    public override double? Lowest => Si;

    public override void Fill(Span<double> si, ulong seed, RandomPurpose purpose, ulong family, int firstEntity) => si.Fill(Si);

    public override double Sample(ref RandomStream stream) => Si;

    public override string Print(Dimension dimension) => QuantityPrinter.Print(new Quantity(Si, dimension));
}

/// <summary>A list with one value for each entity.</summary>
internal sealed class ListedValues : ParameterValues
{
    private readonly double[] si;

    public ListedValues(double[] values, Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
        {
            throw new ArgumentException($"The list for a parameter that is {QuantityCatalogue.DescribeOne(dimension)} is empty: it needs one value for each.");
        }

        // A copy: the parameter must not change when its writer's array does.
        si = [.. values];
        for (int i = 0; i < si.Length; i++)
        {
            RequireFinite(si[i], dimension, $"Value {i} in the list");
        }
    }

    public override int? Count => si.Length;

    public override double? Lowest => si.Min();

    public override (double Low, double High)? NearlyAll => (si.Min(), si.Max());

    public override void Fill(Span<double> destination, ulong seed, RandomPurpose purpose, ulong family, int firstEntity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstEntity);
        if (firstEntity > si.Length - destination.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstEntity), firstEntity,
                    $"A list of {si.Length} values was asked for those from {firstEntity} to {firstEntity + destination.Length - 1}.");
        }

        si.AsSpan(firstEntity, destination.Length).CopyTo(destination);
    }

    public override double Sample(ref RandomStream stream)
        => throw new InvalidOperationException($"A list of {si.Length} values cannot be sampled: each value belongs to one entity.");

    public override string Print(Dimension dimension) => $"a list of {si.Length} in {QuantityCatalogue.LabelUnit(dimension)}";
}
