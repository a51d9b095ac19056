namespace Neuropil;

/// <summary>
/// What the equation of a gate is made of, for people and for measurements of channels: either rates or steady state and time constant, as the
/// declaration has them. It adds nothing to what is computed. A gate without rates and time constant is always at its steady state.
/// </summary>
/// <param name="Name">The gate's full name.</param>
/// <param name="Opening">alpha, the rate of opening; null where only the steady state is declared.</param>
/// <param name="Closing">beta, the rate of closing.</param>
/// <param name="SteadyState">The steady state; for a gate with rates alpha / (alpha + beta).</param>
/// <param name="TimeConstant">The time constant; null for a gate with rates, and for one that is always at its steady state.</param>
public sealed record GateEquations(string Name, Expr? Opening, Expr? Closing, Expr SteadyState, Expr? TimeConstant)
{
    /// <summary>The same gate with its formulas rewritten.</summary>
    internal GateEquations Rewritten(ExprRewriter pass) => this with
    {
        Opening = Opening is null ? null : pass.Rewrite(Opening),
        Closing = Closing is null ? null : pass.Rewrite(Closing),
        SteadyState = pass.Rewrite(SteadyState),
        TimeConstant = TimeConstant is null ? null : pass.Rewrite(TimeConstant),
    };
}
