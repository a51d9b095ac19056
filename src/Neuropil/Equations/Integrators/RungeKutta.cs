namespace Neuropil;

/// <summary>
/// An explicit Runge-Kutta method, given by its tableau: k_i = f(t + c_i dt, y + dt sum_j a_ij k_j), y_new = y + dt sum_i b_i k_i,
/// with c_i = sum_j a_ij (Butcher, Numerical Methods for Ordinary Differential Equations, section 23). A method of your own is its tableau:
/// <c>new RungeKutta("ralston", 2, [[], [2.0 / 3]], [0.25, 0.75])</c>.
/// </summary>
/// <remarks>
/// With white noise the stages see its mean over the step. One stage is then the method of Euler and Maruyama, for Ito's calculus; Heun's two
/// stages are for Stratonovich's (Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, sections 10.2 and 15.1; Rümelin,
/// SIAM J. Numer. Anal. 19, 1982).
/// </remarks>
public sealed class RungeKutta : Integrator
{
    private readonly double[][] a;
    private readonly double[] b;

    /// <summary>A method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="order">Its order.</param>
    /// <param name="a">The weights of the stages before in each stage, whose first has none.</param>
    /// <param name="b">The weights of the stages in the step; their sum is 1.</param>
    /// <param name="noise">What it promises for white noise; null for a method that refuses it.</param>
    /// <exception cref="ArgumentException">A stage looks at itself or at a later one, the numbers of stages differ, or the weights of the step do not sum to
    /// 1.</exception>
    public RungeKutta(string name, int order, double[][] a, double[] b, NoisePromise? noise = null)
        : base(name, order)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"{name} has {a.Length} stages, but weights for {b.Length}.", nameof(b));
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Length > i)
            {
                throw new ArgumentException($"Stage {i + 1} of {name} has {a[i].Length} weights; an explicit method has at most {i} there.", nameof(a));
            }
        }

        if (!(Math.Abs(b.Sum() - 1) < 1e-12))
        {
            throw new ArgumentException($"The weights of {name} sum to {b.Sum()}; expected 1.", nameof(b));
        }

        (this.a, this.b, Noise) = ([.. a.Select(row => row.ToArray())], [.. b], noise);
    }

    /// <inheritdoc/>
    public override NoisePromise? Noise { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var stages = new List<IReadOnlyList<Expr>>();
        foreach (double[] row in a)
        {
            stages.Add(problem.Slopes(Symbol.Time + (row.Sum() * Symbol.TimeStep), Moved(row)));
        }

        return problem.Variables.Zip(Moved(b)).ToDictionary(pair => pair.First, pair => pair.Second);

        Expr[] Moved(double[] weights) => [.. problem.Variables.Select((variable, v) =>
        {
            Expr sum = new ConstantExpr(new Quantity(0, variable.Dimension / Time.Dimension));
            for (int j = 0; j < weights.Length; j++)
            {
                sum += weights[j] * stages[j][v];
            }

            return problem.Simplified(variable + (Symbol.TimeStep * sum));
        })];
    }
}
