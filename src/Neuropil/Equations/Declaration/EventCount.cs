namespace Neuropil;

/// <summary>A Poisson count of events, by the rate at which they happen.</summary>
/// <param name="Symbol">The count of a step.</param>
/// <param name="Rate">The rate at the beginning of the step: a function of parameters and time.</param>
/// <param name="SharedBy">The name under which all cells, of whatever population, have the same count; null where each draws its own.</param>
internal sealed record EventCount(Symbol Symbol, Expr Rate, string? SharedBy)
{
    /// <summary>The mean of the count.</summary>
    public Expr Mean => Rate * Symbol.TimeStep;
}
