namespace Neuropil;

/// <summary>
/// The exact solution of a linear system with constant coefficients over one step: y_new = P y + dt Phi b for dy/dt = A y + b, with
/// P = exp(A dt) and Phi = integral_0^1 exp(A dt s) ds, both taken from exp of the block matrix [[A dt, 1], [0, 0]] (Van Loan, IEEE Trans.
/// Autom. Control 23, 1978), so that a singular A needs no special case. b is held over the step.
/// </summary>
/// <remarks>Rotter and Diesmann, Biol. Cybern. 81 (1999). Cell and current synapses are solved jointly.</remarks>
internal sealed class ExactLinear() : Integrator("exact-linear", 1)
{
    public override bool IsJoint => true;

    public override string? IsExactFor => "linear systems with constant coefficients and an input that is constant over the step";

    protected override string? OwnRefusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
        => Linearity.Coefficients(equations).Reason is { } reason ? $"{Name} needs a linear system, but {reason}" : null;

    public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem)
    {
        var equations = problem.All;
        var (matrix, constant, reason) = Linearity.Coefficients(equations);
        if (matrix is null)
        {
            throw new InvalidOperationException(reason);
        }

        int n = equations.Count;
        var simplification = new Simplification();
        var reaches = Reachability(matrix, n);
        var exponential = new MatrixExponentialExpr(BlockMatrix(matrix, equations, simplification));
        var result = new Dictionary<Symbol, Expr>();
        for (int i = 0; i < n; i++)
        {
            var variable = equations[i].Variable;
            Expr sum = new ConstantExpr(new Quantity(0, variable.Dimension));
            for (int j = 0; j < n; j++)
            {
                if (reaches[i, j])
                {
                    var unitRatio = new ConstantExpr(Unit(variable) / Unit(equations[j].Variable));
                    sum += new PropagatorExpr(exponential, i, j) * unitRatio * equations[j].Variable;
                    sum += Symbol.TimeStep * (new PropagatorExpr(exponential, i, n + j) * unitRatio * constant![j]);
                }
            }

            if (problem.Variables.Contains(variable))
            {
                result[variable] = simplification.Rewrite(sum);
            }
        }

        return result;
    }

    // Entries of pure numbers: each variable is measured in its kernel unit, so that the matrix is well scaled.
    private static Expr[] BlockMatrix(Expr[,] matrix, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations, Simplification simplification)
    {
        int n = equations.Count;
        var block = new Expr[4 * n * n];
        Array.Fill(block, 0.0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                var unitRatio = new ConstantExpr(Unit(equations[j].Variable) / Unit(equations[i].Variable));
                block[(i * 2 * n) + j] = simplification.Rewrite(matrix[i, j] * Symbol.TimeStep * unitRatio);
            }

            block[(i * 2 * n) + n + i] = 1.0;
        }

        return block;
    }

    // P[i, j] can differ from zero only if j acts on i, directly or through others.
    private static bool[,] Reachability(Expr[,] matrix, int n)
    {
        var reaches = new bool[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                reaches[i, j] = i == j || !ConstantExpr.IsZero(matrix[i, j]);
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    reaches[i, j] |= reaches[i, k] && reaches[k, j];
                }
            }
        }

        return reaches;
    }

    private static Quantity Unit(Symbol variable) => new(KernelUnits.ToSi(1, variable.Dimension), variable.Dimension);
}
