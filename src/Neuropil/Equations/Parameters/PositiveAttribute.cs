using System.Reflection;

namespace Neuropil;

/// <summary>
/// States that a parameter of a model must be more than zero, as a time constant must. Temperatures (which are absolute), capacitances, areas and
/// volumes must be so without it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PositiveAttribute : Attribute
{
    private static readonly Dimension[] alwaysPositive =
        [Temperature.Dimension, Capacitance.Dimension, CapacitanceDensity.Dimension, Area.Dimension, Volume.Dimension];

    /// <summary>Whether the parameter that a property of a model holds must be more than zero.</summary>
    internal static bool Concerns(PropertyInfo property, Parameter parameter)
        => property.IsDefined(typeof(PositiveAttribute), inherit: true) || Array.Exists(alwaysPositive, dimension => dimension == parameter.Dimension);

    /// <summary>The message about a value that is not.</summary>
    internal static string Message(string name, string value, Dimension dimension)
        => $"{name} is {value}; expected more than 0{(dimension.IsNone ? "" : $" {DisplayUnitOf(dimension)}")}.";

    private static string DisplayUnitOf(Dimension dimension)
    {
        string zero = QuantityPrinter.Print(new Quantity(0, dimension));
        return zero[(zero.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }
}
