namespace Neuropil;

/// <summary>Between what a variable of a synapse is kept.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The largest value.</param>
internal sealed record VariableBounds(Symbol Variable, Expr Minimum, Expr Maximum);
