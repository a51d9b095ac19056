namespace Neuropil;

/// <summary>What the symbolic derivative tells of a system's linearity.</summary>
internal static class Linearity
{
    /// <summary>
    /// Whether f is linear in <paramref name="variable"/> while everything else is held: f = a + b y with a, b free of y. Then exponential Euler
    /// is exact for the frozen others (Rush and Larsen 1978 for gates).
    /// </summary>
    public static bool IsConditionallyLinear(Expr f, Symbol variable)
        => IsConditionallyLinear(f, variable, Derivative.Of(f, variable));

    /// <summary>The same where the derivative of f by the variable is known.</summary>
    public static bool IsConditionallyLinear(Expr f, Symbol variable, Expr slope)
        => !Dependence.On(slope, variable) && NotSmooth(f, node => Dependence.On(node, variable)) is null;

    /// <summary>
    /// The coefficients of a linear system, f_i = sum_j A[i, j] y_j + b[i], A and b free of all states and A free of time; or the first variable
    /// whose equation is not so, with the reason.
    /// </summary>
    public static (Expr[,]? Matrix, Expr[]? Constant, string? Reason) Coefficients(IReadOnlyList<(Symbol Variable, Expr Derivative)> system)
    {
        var simplification = new Simplification();
        var matrix = new Expr[system.Count, system.Count];
        var constant = new Expr[system.Count];
        var atZero = system.ToDictionary(row => row.Variable, row => (Expr)new ConstantExpr(new Quantity(0, row.Variable.Dimension)));
        for (int i = 0; i < system.Count; i++)
        {
            var (variable, f) = system[i];
            if (NotSmooth(f, Dependence.OnState) is { } jump)
            {
                return (null, null, $"d{variable.Name}/dt has the term {ExprPrinter.Short(jump)}, which is not linear");
            }

            constant[i] = simplification.Rewrite(Substitution.Replace(f, atZero));
            for (int j = 0; j < system.Count; j++)
            {
                var slope = Derivative.Of(f, system[j].Variable, simplification);
                var blocking = Dependence.Symbols(slope).FirstOrDefault(symbol => symbol.Kind != SymbolKind.TimeStep);
                if (blocking is not null)
                {
                    return (null, null, $"d{variable.Name}/dt depends on {system[j].Variable.Name} through {ExprPrinter.Short(slope)}, which changes with "
                        + $"{blocking.Name}");
                }

                matrix[i, j] = slope;
            }

            if (Dependence.OnState(constant[i]))
            {
                return (null, null, $"d{variable.Name}/dt has the term {ExprPrinter.Short(constant[i])}, which is no part of the linear system");
            }
        }

        return (matrix, constant, null);
    }

    // A jump, a corner or a held value has no slope that the derivative could show: floor(V) has the derivative zero and is not constant.
    private static Expr? NotSmooth(Expr expression, Func<Expr, bool> concerns)
        => Dependence.Nodes(expression).FirstOrDefault(node => node
            is OperationExpr { Operator: Operator.Floor or Operator.Held or Operator.Min or Operator.Max or Operator.Abs or Operator.Select }
            && concerns(node));
}
