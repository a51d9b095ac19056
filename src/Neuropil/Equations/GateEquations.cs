namespace Neuropil;

/// <summary>
/// What the equation of a gate is made of, for people and for measurements of channels: either rates or steady state and time constant, as the
/// declaration has them. It adds nothing to what is computed.
/// </summary>
/// <param name="Name">The gate's full name.</param>
/// <param name="Opening">alpha, the rate of opening; null where the steady state is declared.</param>
/// <param name="Closing">beta, the rate of closing.</param>
/// <param name="SteadyState">The steady state; for a gate with rates alpha / (alpha + beta).</param>
/// <param name="TimeConstant">The time constant; null for a gate with rates.</param>
public sealed record GateEquations(string Name, Expr? Opening, Expr? Closing, Expr SteadyState, Expr? TimeConstant);
