namespace Neuropil;

/// <summary>
/// Removes what algebra removes: constants are folded, neutral and absorbing elements go, divisions by a constant become products, and
/// c / exprel(x) becomes c bernoulli(x), which saves a division in every rate function of the Hodgkin-Huxley kind. Nothing here depends on
/// rounding: a simplified expression differs from the original by a few units in the last place at most.
/// </summary>
/// <remarks>
/// What one instance has simplified is shared (<see cref="StructuralSharing"/>): a method uses one for its whole step, so that derivatives, stages and
/// eliminations, which repeat each other's parts, stay one graph.
/// </remarks>
internal sealed class Simplification : ExprRewriter
{
    private readonly StructuralSharing sharing = new();

    /// <summary>The simplified expression.</summary>
    public static Expr Simplify(Expr expression) => new Simplification().Rewrite(expression);

    protected override Expr Leaf(Expr leaf) => sharing.Rewrite(leaf);

    protected override Expr Lookup(LookupExpr original, Expr[] operands) => sharing.Rewrite(base.Lookup(original, operands));

    protected override Expr ExponentialStep(ExponentialStepExpr original, Expr[] operands) => sharing.Rewrite(
        ConstantExpr.IsZero(operands[2]) ? Sum(operands[0], Product(operands[3], operands[1])) : base.ExponentialStep(original, operands));

    protected override Expr Exponential(MatrixExponentialExpr original, Expr[] entries) => sharing.Rewrite(base.Exponential(original, entries));

    protected override Expr Propagator(PropagatorExpr original, Expr exponential) => sharing.Rewrite(base.Propagator(original, exponential));

    protected override Expr Operation(OperationExpr original, Expr[] operands) => sharing.Rewrite(Simplified(original, operands));

    private static Expr Simplified(OperationExpr original, Expr[] operands)
    {
        if (Folded(original, operands) is { } folded)
        {
            return folded;
        }

        var (a, b) = (operands[0], operands.Length > 1 ? operands[1] : null);
        return original.Operator switch
        {
            Operator.Add => Sum(a, b!),
            Operator.Subtract => Difference(a, b!),
            Operator.Multiply => Product(a, b!),
            Operator.Divide => Quotient(a, b!),
            Operator.Negate => Opposite(a),
            Operator.Power => PowerOf(a, ConstantExpr.NumberIn(b!)!.Value),
            Operator.Not when a is OperationExpr { Operator: Operator.Not } inner => inner.Operands[0],
            Operator.Select when AreSame(operands[1], operands[2]) => operands[1],
            _ => original.With(operands),
        };
    }

    private static Expr? Folded(OperationExpr original, Expr[] operands)
    {
        if (original.IsCondition || original.Operator == Operator.Select || !Array.TrueForAll(operands, operand => operand is ConstantExpr))
        {
            return null;
        }

        var values = Array.ConvertAll(operands, operand => ((ConstantExpr)operand).Value.SiValue);
        double result = OperatorValue.Of(original.Operator, values);
        return double.IsFinite(result) ? new ConstantExpr(new Quantity(result, original.Dimension)) : null;
    }

    private static Expr Sum(Expr a, Expr b)
    {
        if (ConstantExpr.IsZero(a))
        {
            return b;
        }

        if (ConstantExpr.IsZero(b))
        {
            return a;
        }

        return b is OperationExpr { Operator: Operator.Negate } negated ? Difference(a, negated.Operands[0]) : a + b;
    }

    private static Expr Difference(Expr a, Expr b)
    {
        if (ConstantExpr.IsZero(b))
        {
            return a;
        }

        if (ReferenceEquals(a, b))
        {
            return Zero(a.Dimension);
        }

        if (ConstantExpr.IsZero(a))
        {
            return Opposite(b);
        }

        return b is OperationExpr { Operator: Operator.Negate } negated ? Sum(a, negated.Operands[0]) : a - b;
    }

    private static Expr Opposite(Expr a) => a is OperationExpr { Operator: Operator.Negate } negated ? negated.Operands[0] : -a;

    private static Expr Product(Expr a, Expr b)
    {
        if (ConstantExpr.IsZero(a) || ConstantExpr.IsZero(b))
        {
            return Zero(a.Dimension * b.Dimension);
        }

        if (ConstantExpr.NumberIn(a) is 1)
        {
            return b;
        }

        if (ConstantExpr.NumberIn(b) is 1)
        {
            return a;
        }

        if (ConstantExpr.NumberIn(a) is -1)
        {
            return Opposite(b);
        }

        return ConstantExpr.NumberIn(b) is -1 ? Opposite(a) : a * b;
    }

    private static Expr Quotient(Expr a, Expr b)
    {
        if (ConstantExpr.IsZero(a))
        {
            return Zero(a.Dimension / b.Dimension);
        }

        if (ConstantExpr.NumberIn(b) is 1)
        {
            return a;
        }

        return b switch
        {
            OperationExpr { Operator: Operator.Exprel } exprel => Product(a, OperationExpr.Make(Operator.Bernoulli, exprel.Operands[0])),
            ConstantExpr { Value.SiValue: not 0 } constant => Product(a, new ConstantExpr(1 / constant.Value)),
            _ => a / b,
        };
    }

    private static Expr PowerOf(Expr a, double exponent) => exponent switch
    {
        0 => 1.0,
        1 => a,
        0.5 => OperationExpr.Make(Operator.Sqrt, a),
        -1 => Quotient(1.0, a),
        _ => OperationExpr.Make(Operator.Power, a, exponent),
    };

    private static bool AreSame(Expr a, Expr b)
        => ReferenceEquals(a, b) || (a is ConstantExpr first && b is ConstantExpr second && first.Value.Equals(second.Value));

    private static ConstantExpr Zero(Dimension dimension) => new(new Quantity(0, dimension));
}
