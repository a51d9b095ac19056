namespace Neuropil;

/// <summary>One statement of a cell's equations, its right side not yet read.</summary>
/// <param name="Name">The variable of dX/dt, or the intermediate.</param>
/// <param name="IsDifferential">Whether the left side is dX/dt.</param>
/// <param name="Expression">The index of the right side's first word.</param>
/// <param name="ExpressionEnd">The index of the word behind the right side.</param>
/// <param name="Unit">The dimension after the colon, or null where none is given.</param>
/// <param name="IsHeldWhileRefractory">Whether the line ends in "(unless refractory)".</param>
internal sealed record EquationLine(EquationToken Name, bool IsDifferential, int Expression, int ExpressionEnd, Dimension? Unit, bool IsHeldWhileRefractory);
