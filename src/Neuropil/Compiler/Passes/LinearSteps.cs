namespace Neuropil.Compiler;

/// <summary>
/// Gives an exponential Euler step whose equation is linear in its own variable, f = b + lambda y, the form that takes the fewest operations:
/// y + dt exprel(dt lambda) f becomes y + exprel(z) (dt b + z y) with z = dt lambda. The derivative is then not computed beside f but a part
/// of it: a gate needs its rates once, and the membrane equation the sums of conductances g and of g E in place of every current.
/// </summary>
internal sealed class LinearSteps : ExprRewriter
{
    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var node = base.Operation(original, operands);
        if (node is OperationExpr { Operator: Operator.Add } sum
            && sum.Operands[0] is Symbol { Kind: SymbolKind.State } y
            && sum.Operands[1] is OperationExpr { Operator: Operator.Multiply } increment
            && increment.Operands[0] is OperationExpr { Operator: Operator.Multiply } factor
            && ReferenceEquals(factor.Operands[0], Symbol.TimeStep)
            && factor.Operands[1] is OperationExpr { Operator: Operator.Exprel } exprel
            && IsLinear(increment.Operands[1], y))
        {
            var atZero = new Dictionary<Symbol, Expr> { [y] = new ConstantExpr(new Quantity(0, y.Dimension)) };
            var constant = Simplification.Simplify(Symbol.TimeStep * Substitution.Replace(increment.Operands[1], atZero));

            // Held, so that later passes do not take the product apart: z is needed as a whole for exprel.
            var slope = Functions.Held(exprel.Operands[0]) * y;
            return y + (exprel * (ConstantExpr.IsZero(constant) ? slope : constant + slope));
        }

        return node;
    }

    // By structure, not by the derivative: a floor or a comparison of y has none, and is not linear all the same.
    private static bool IsLinear(Expr expression, Symbol y)
    {
        if (ReferenceEquals(expression, y) || !Dependence.On(expression, y))
        {
            return true;
        }

        return expression is OperationExpr operation && operation.Operator switch
        {
            Operator.Add or Operator.Subtract => IsLinear(operation.Operands[0], y) && IsLinear(operation.Operands[1], y),
            Operator.Negate => IsLinear(operation.Operands[0], y),
            Operator.Multiply => (IsLinear(operation.Operands[0], y) && !Dependence.On(operation.Operands[1], y))
                || (IsLinear(operation.Operands[1], y) && !Dependence.On(operation.Operands[0], y)),
            Operator.Divide => IsLinear(operation.Operands[0], y) && !Dependence.On(operation.Operands[1], y),
            _ => false,
        };
    }
}
