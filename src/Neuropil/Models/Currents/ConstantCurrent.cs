namespace Neuropil;

/// <summary>A current that flows all the time.</summary>
public sealed record ConstantCurrent : InjectedCurrent
{
    /// <summary>The current, positive inward. Default 100 pA.</summary>
    public Parameter<Current> Amplitude { get; init; } = 100 * Units.pA;

    /// <inheritdoc/>
    public override Expr Current(CellBuilder equations) => Amplitude;
}
