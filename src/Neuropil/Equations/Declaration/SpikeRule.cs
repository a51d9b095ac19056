namespace Neuropil;

/// <summary>
/// When a cell spikes and what follows. A spike happens in the step in which <see cref="Condition"/> becomes true (it was false with the
/// values at the step's beginning, and is true with those at its end): once per crossing.
/// </summary>
/// <param name="Condition">The condition on state variables, such as V &gt;= threshold.</param>
/// <param name="Resets">New values of variables at a spike, all computed from the values before any reset.</param>
/// <param name="RefractoryPeriod">How long after a spike the <paramref name="Clamped"/> variables are held; null for no refractoriness.</param>
/// <param name="Clamped">The variables that do not change during the refractory period.</param>
public sealed record SpikeRule(
    Expr Condition,
    IReadOnlyList<(Symbol Variable, Expr Value)> Resets,
    Expr? RefractoryPeriod,
    IReadOnlyList<Symbol> Clamped)
{
    /// <summary>
    /// Whether a spike needs the condition to have become true in this step (the default), or only to hold: then a cell that stays above its
    /// threshold spikes again after each refractory period, as in Brian2.
    /// </summary>
    public bool OncePerCrossing { get; init; } = true;
}
