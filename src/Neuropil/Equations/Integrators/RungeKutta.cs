namespace Neuropil;

/// <summary>
/// An explicit Runge-Kutta method, given by its tableau: k_i = f(t + c_i dt, y + dt sum_j a_ij k_j), y_new = y + dt sum_i b_i k_i,
/// with c_i = sum_j a_ij (Butcher, Numerical Methods for Ordinary Differential Equations, section 23).
/// </summary>
/// <remarks>
/// With white noise the stages see its mean over the step. One stage is then the method of Euler and Maruyama, for Ito's calculus; Heun's two
/// stages are for Stratonovich's (Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, sections 10.2 and 15.1; Rümelin,
/// SIAM J. Numer. Anal. 19, 1982).
/// </remarks>
internal sealed class RungeKutta(string name, int order, double[][] a, double[] b, NoisePromise? noise = null) : Integrator(name, order)
{
    public override NoisePromise? Noise => noise;

    internal override IReadOnlyDictionary<Symbol, Expr> Step(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
        IReadOnlyList<Symbol> advanced,
        IReadOnlyList<IReadOnlyList<Symbol>> conserved,
        IReadOnlyDictionary<Symbol, Expr> ceilings)
    {
        var system = Only(equations, advanced).ToList();
        var simplification = new Simplification();
        var stages = new List<Expr[]>();
        for (int i = 0; i < b.Length; i++)
        {
            var row = a[i];
            var at = new Dictionary<Symbol, Expr>();
            for (int v = 0; v < system.Count; v++)
            {
                at[system[v].Variable] = Moved(system[v].Variable, row, v);
            }

            at[Symbol.Time] = simplification.Rewrite(Symbol.Time + (row.Sum() * Symbol.TimeStep));
            if (row.Length > 0)
            {
                Cap(at, ceilings);
            }

            var substitution = new Substitution(at);
            stages.Add(system.Select(equation => simplification.Rewrite(substitution.Rewrite(equation.Derivative))).ToArray());
        }

        return system.Select((equation, v) => (equation.Variable, Value: Moved(equation.Variable, b, v)))
            .ToDictionary(pair => pair.Variable, pair => pair.Value);

        Expr Moved(Symbol variable, double[] weights, int v)
        {
            Expr sum = new ConstantExpr(new Quantity(0, variable.Dimension / Time.Dimension));
            for (int j = 0; j < weights.Length; j++)
            {
                sum += weights[j] * stages[j][v];
            }

            return simplification.Rewrite(variable + (Symbol.TimeStep * sum));
        }
    }

    // A stage may overshoot far: neither the equation itself nor any other looks beyond the ceiling there.
    private static void Cap(Dictionary<Symbol, Expr> at, IReadOnlyDictionary<Symbol, Expr> ceilings)
    {
        var stage = new Substitution(new Dictionary<Symbol, Expr>(at));
        foreach (var (variable, ceiling) in ceilings.Where(pair => at.ContainsKey(pair.Key)))
        {
            at[variable] = Functions.Min(stage.Rewrite(ceiling), at[variable]);
        }
    }
}
