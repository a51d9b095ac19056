namespace Neuropil;

/// <summary>
/// Backward Euler for stiff cells: y_new = y + dt f(t + dt, y_new), solved by a fixed number of Newton steps from the old values,
/// (I - dt J) d = y + dt f(t + dt, z) - z, z := z + d, with the symbolic Jacobian J = df/dy at z (Hairer and Wanner, Solving Ordinary
/// Differential Equations II, section IV.8). Stable for any step where the equations are stable (L-stable), and conserves
/// sums that the equations conserve. The upstroke of a spike is not: where dt times the slope of dV/dt against V comes near one, the linear system is near
/// singular. Cells that spike want 0.02 ms or less (the Traub-Miles cell at 0.05 ms leaves the range of membrane potentials).
/// </summary>
/// <remarks>
/// After one Newton step the error is already of the method's order; the second makes strongly nonlinear steps (the upstroke of a spike) those of backward
/// Euler, to the square of the first one's error. The linear systems are solved by <see cref="SparseElimination"/>, without pivoting. What is held
/// counts as constant in the Jacobian and is taken from the last Newton step.
/// </remarks>
internal sealed class BackwardEuler(string name, int newtonSteps) : Integrator(name, 1)
{
    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var system = problem.Equations.ToList();
        var simplification = new Simplification();
        var jacobian = Jacobian(system, simplification);
        Expr[] solution = [.. system.Select(equation => equation.Variable)];
        for (int n = 0; n < newtonSteps; n++)
        {
            var at = new Dictionary<Symbol, Expr> { [Symbol.Time] = Symbol.Time + Symbol.TimeStep };
            for (int i = 0; i < system.Count; i++)
            {
                at[system[i].Variable] = solution[i];
            }

            var values = new Substitution(at);
            var matrix = new Expr?[system.Count, system.Count];
            var right = new Expr[system.Count];
            for (int i = 0; i < system.Count; i++)
            {
                right[i] = At(system[i].Variable - solution[i] + (Symbol.TimeStep * values.Rewrite(system[i].Derivative)));
                for (int j = 0; j < system.Count; j++)
                {
                    var entry = jacobian[i, j] is { } slope ? Symbol.TimeStep * values.Rewrite(slope) : null;
                    matrix[i, j] = i == j ? At(entry is null ? 1.0 : 1.0 - entry) : entry is null ? null : At(-entry);
                }
            }

            // How far each may still go: the others then see where it stops.
            var left = system.Select((equation, i) => problem.Ceilings.TryGetValue(equation.Variable, out var ceiling)
                ? At(values.Rewrite(ceiling) - solution[i]) : null);
            var change = SparseElimination.Solve(matrix, right, simplification, [.. left]);
            solution = [.. solution.Select((value, i) => At(value + change[i]))];
        }

        return system.Select((equation, i) => (equation.Variable, Value: solution[i])).ToDictionary(pair => pair.Variable, pair => pair.Value);

        Expr At(Expr expression) => simplification.Rewrite(expression);
    }

    private static Expr?[,] Jacobian(List<(Symbol Variable, Expr Derivative)> system, Simplification simplification)
    {
        var jacobian = new Expr?[system.Count, system.Count];
        for (int i = 0; i < system.Count; i++)
        {
            var seen = Dependence.Symbols(system[i].Derivative).ToHashSet();
            for (int j = 0; j < system.Count; j++)
            {
                var slope = seen.Contains(system[j].Variable) ? Derivative.Of(system[i].Derivative, system[j].Variable, simplification) : null;
                jacobian[i, j] = slope is null || ConstantExpr.IsZero(slope) ? null : slope;
            }
        }

        return jacobian;
    }
}
