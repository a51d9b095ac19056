using System.Reflection;

namespace Neuropil;

/// <summary>
/// What the values of a parameter must be, as the attributes of its property say (<see cref="PositiveAttribute"/>, <see cref="NotNegativeAttribute"/>,
/// <see cref="ProbabilityAttribute"/>).
/// </summary>
internal sealed class ParameterBound
{
    private static readonly Dimension[] alwaysPositive =
        [Temperature.Dimension, Capacitance.Dimension, CapacitanceDensity.Dimension, Area.Dimension, Volume.Dimension];

    private static readonly ParameterBound notNegative = new(value => value >= 0, zero => $"{zero} or more");

    private static readonly ParameterBound probability = new(value => value is >= 0 and <= 1, _ => "0 to 1");

    private readonly Func<double, bool> holds;
    private readonly Func<string, string> expected;

    private ParameterBound(Func<double, bool> holds, Func<string, string> expected) => (this.holds, this.expected) = (holds, expected);

    /// <summary>More than zero.</summary>
    public static ParameterBound Positive { get; } = new(value => value > 0, zero => $"more than {zero}");

    /// <summary>At most a value, in SI units.</summary>
    public static ParameterBound AtMost(double si, Dimension dimension)
        => new(value => value <= si, _ => $"at most {QuantityPrinter.Print(new Quantity(si, dimension))}");

    /// <summary>At least a value, in SI units.</summary>
    public static ParameterBound AtLeast(double si, Dimension dimension)
        => new(value => value >= si, _ => $"at least {QuantityPrinter.Print(new Quantity(si, dimension))}");

    /// <summary>The bound of the parameter that a property of a model holds; null for none.</summary>
    public static ParameterBound? Of(PropertyInfo property, Parameter parameter)
    {
        var sign = property.IsDefined(typeof(PositiveAttribute), inherit: true) || Array.Exists(alwaysPositive, dimension => dimension == parameter.Dimension)
            ? Positive
            : property.IsDefined(typeof(NotNegativeAttribute), inherit: true) ? notNegative : null;
        return property.IsDefined(typeof(ProbabilityAttribute), inherit: true) ? probability.And(sign) : sign;
    }

    /// <summary>This bound and another one.</summary>
    public ParameterBound And(ParameterBound? other)
        => other is null || ReferenceEquals(other, this) ? this
            : new ParameterBound(value => holds(value) && other.holds(value), zero => $"{expected(zero)}, and {other.expected(zero)}");

    /// <summary>Whether a value, in SI units, keeps it; a NaN does not.</summary>
    public bool Holds(double value) => holds(value);

    /// <summary>The message about a value that does not keep it.</summary>
    public string Message(string name, string value, Dimension dimension)
        => $"{name} is {value}; expected {expected(dimension.IsNone ? "0" : QuantityPrinter.Print(new Quantity(0, dimension)))}.";
}
