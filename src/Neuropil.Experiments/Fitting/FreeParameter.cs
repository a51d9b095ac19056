namespace Neuropil.Experiments;

/// <summary>A parameter that a fit may change.</summary>
/// <param name="Name">Its full name in the model.</param>
/// <param name="Dimension">What it is measured in.</param>
/// <param name="Start">Where the fit starts, in SI units.</param>
/// <param name="Lower">The smallest value allowed.</param>
/// <param name="Upper">The largest value allowed.</param>
public sealed record FreeParameter(string Name, Dimension Dimension, double Start, double Lower, double Upper)
{
    private const double DefaultFactor = 20;
    private const double DefaultRange = 20e-3; // V

    /// <summary>
    /// The size of a change that matters, in which the fit measures steps: that of the start, or for values near zero a part of what the bounds allow.
    /// Voltages count from an arbitrary zero, so that 10 mV is their scale.
    /// </summary>
    public double Scale { get; init; } = Dimension == Voltage.Dimension ? 10e-3 : Math.Max(Math.Abs(Start), 1e-3 * (Upper - Lower));

    /// <summary>The parameter of a model that starts at the model's value, between bounds of a twentieth and twenty times it, or 20 mV beside it.</summary>
    /// <param name="model">The cell.</param>
    /// <param name="name">The parameter's full name: <c>leakConductance</c>, <c>sodium.traubMiles.conductance</c>.</param>
    /// <exception cref="UnknownNameException">There is none of that name; the message gives the nearest.</exception>
    public static FreeParameter Of(Neuron model, string name)
    {
        var known = ModelParameters.Of(model);
        return known.TryGetValue(name, out var parameter) ? Between(name, parameter.Dimension, parameter.UniformSi, null, null)
            : throw new UnknownNameException($"There is no parameter {OneLine.Quote(name)}.{Suggestion.For(name, [.. known.Keys])}");
    }

    /// <summary>A value of it for people.</summary>
    public string Print(double si) => new Quantity(si, Dimension).ToString();

    /// <summary>The unit in which a value of it is shown.</summary>
    internal DisplayUnit Unit(double si) => DisplayUnit.Readable(new Quantity(si, Dimension));

    /// <summary>A parameter from its start, with bounds that are given or the usual ones.</summary>
    internal static FreeParameter Between(string name, Dimension dimension, double start, double? lower, double? upper)
    {
        var (low, high) = dimension == Voltage.Dimension ? (start - DefaultRange, start + DefaultRange)
            : start > 0 ? (start / DefaultFactor, start * DefaultFactor) : (start * DefaultFactor, start / DefaultFactor);
        return new FreeParameter(name, dimension, start, lower ?? low, upper ?? high);
    }
}
