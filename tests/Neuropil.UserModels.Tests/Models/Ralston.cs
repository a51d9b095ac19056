namespace Neuropil.UserModels.Tests.Models;

/// <summary>Ralston's second-order method (Ralston 1962, Math. Comput. 16): k2 at two thirds of the step, y + dt (k1 + 3 k2) / 4.</summary>
public sealed class Ralston() : Integrator("ralston", order: 2)
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var (t, dt, y) = (Symbol.Time, Symbol.TimeStep, problem.Variables);
        var first = problem.Slopes(t, y);
        var second = problem.Slopes(t + (2.0 / 3 * dt), [.. y.Select((variable, i) => variable + (2.0 / 3 * dt * first[i]))]);
        return Enumerable.Range(0, y.Count).ToDictionary(i => y[i], i => y[i] + (dt * ((0.25 * first[i]) + (0.75 * second[i]))));
    }
}
