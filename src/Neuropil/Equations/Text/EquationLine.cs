namespace Neuropil;

/// <summary>
/// A line of a text that defines a name: <c>dX/dt = ... : unit</c>, an intermediate <c>X = ... : unit</c>, or a variable that only events
/// change, <c>X : unit</c>. The right side is not yet read.
/// </summary>
/// <param name="Name">The variable of dX/dt, the intermediate, or the variable alone.</param>
/// <param name="IsDifferential">Whether the left side is dX/dt.</param>
/// <param name="Expression">The index of the right side's first word.</param>
/// <param name="ExpressionEnd">The index of the word behind the right side; that of its first word where there is none.</param>
/// <param name="Note">What stands behind the colon.</param>
internal sealed record EquationLine(EquationToken Name, bool IsDifferential, int Expression, int ExpressionEnd, EquationNote Note)
{
    /// <summary>Whether there is a right side.</summary>
    public bool HasExpression => Expression < ExpressionEnd;

    /// <summary>Whether the line declares a variable, which has an equation or changes at events alone.</summary>
    public bool IsVariable => IsDifferential || !HasExpression;
}

/// <summary>What stands behind the colon of an <see cref="EquationLine"/>.</summary>
/// <param name="Unit">The dimension, or null where none is given.</param>
/// <param name="Scope">Where a synapse's variable lives, or null where no scope is given.</param>
/// <param name="IsHeldWhileRefractory">Whether the line ends in "(unless refractory)".</param>
internal sealed record EquationNote(Dimension? Unit, Scope? Scope, bool IsHeldWhileRefractory);
