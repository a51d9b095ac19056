namespace Neuropil.Compiler;

/// <summary>A value that a state variable takes in a step and that must be a finite number.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">Its value after the step, or the one that it has before statements on events write another.</param>
/// <param name="IsOverwritten">Whether statements may write another, so that the value is not to be found in the variable afterwards.</param>
internal sealed record WatchedValue(Symbol Variable, Expr Value, bool IsOverwritten);
