namespace Neuropil.Compiler;

/// <summary>
/// Where several quotients have the same divisor (steady state and rate of a gate given by its time constant), divides once and multiplies
/// by the reciprocal: a division takes as long as ten multiplications.
/// </summary>
internal sealed class SharedReciprocals : ExprRewriter
{
    private readonly Dictionary<Expr, int> quotients = new(ReferenceComparer.Instance);

    private SharedReciprocals()
    {
    }

    /// <summary>The formulas rewritten; equal subexpressions must be one object.</summary>
    public static List<Expr> Apply(IReadOnlyList<Expr> formulas)
    {
        var pass = new SharedReciprocals();
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        foreach (var formula in formulas)
        {
            pass.Count(formula, seen);
        }

        return formulas.Select(pass.Rewrite).ToList();
    }

    protected override Expr Operation(OperationExpr original, Expr[] operands)
        => original.Operator == Operator.Divide && quotients[original.Operands[1]] > 1 && ConstantExpr.NumberIn(operands[0]) is not 1
            ? operands[0] * (1 / operands[1])
            : base.Operation(original, operands);

    private void Count(Expr expression, HashSet<Expr> seen)
    {
        if (!seen.Add(expression))
        {
            return;
        }

        if (expression is OperationExpr { Operator: Operator.Divide } quotient)
        {
            quotients[quotient.Operands[1]] = quotients.GetValueOrDefault(quotient.Operands[1]) + 1;
        }

        foreach (var operand in expression.Operands)
        {
            Count(operand, seen);
        }
    }
}
