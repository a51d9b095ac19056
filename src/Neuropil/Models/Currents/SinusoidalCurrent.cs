using static Neuropil.Functions;

namespace Neuropil;

/// <summary>I(t) = offset + amplitude sin(2 pi frequency t + phase).</summary>
public sealed record SinusoidalCurrent : InjectedCurrent
{
    /// <summary>The amplitude, from the middle to the peak. Default 100 pA.</summary>
    public Parameter<Current> Amplitude { get; init; } = 100 * Units.pA;

    /// <summary>The frequency. Default 10 Hz.</summary>
    public Parameter<Frequency> Frequency { get; init; } = 10 * Units.Hz;

    /// <summary>The phase at time zero, in radians. Default 0.</summary>
    public NumberParameter Phase { get; init; } = 0;

    /// <summary>The current's mean. Default 0 pA.</summary>
    public Parameter<Current> Offset { get; init; } = 0 * Units.pA;

    /// <inheritdoc/>
    public override Expr Current(CellBuilder equations) => Offset + (Amplitude * Sin((2 * Math.PI * (Frequency * Symbol.Time)) + Phase));
}
