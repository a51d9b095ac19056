namespace Neuropil.Experiments;

/// <summary>A parameter that a fit may change.</summary>
/// <param name="Name">Its full name in the model.</param>
/// <param name="Dimension">What it is measured in.</param>
/// <param name="Start">Where the fit starts, in SI units.</param>
/// <param name="Lower">The smallest value allowed.</param>
/// <param name="Upper">The largest value allowed.</param>
internal sealed record FreeParameter(string Name, Dimension Dimension, double Start, double Lower, double Upper)
{
    /// <summary>
    /// The size of a change that matters, in which the fit measures steps: that of the start, or for values near zero a part of what the bounds allow.
    /// Voltages count from an arbitrary zero, so that 10 mV is their scale.
    /// </summary>
    public double Scale { get; init; } = Dimension == Voltage.Dimension ? 10e-3 : Math.Max(Math.Abs(Start), 1e-3 * (Upper - Lower));

    /// <summary>A value of it for people.</summary>
    public string Print(double si) => new Quantity(si, Dimension).ToString();
}
