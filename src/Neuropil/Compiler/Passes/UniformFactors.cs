namespace Neuropil.Compiler;

/// <summary>
/// Reorders products so that the factors that are the same for all cells stand together in front, where they become one uniform value, and
/// turns divisions by such a factor into products: area * (g * m^3 * (E - V)) / C becomes (area * g / C) * m^3 * (E - V).
/// </summary>
internal sealed class UniformFactors(Variability variability) : ExprRewriter
{
    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        if (original.Operator is not (Operator.Multiply or Operator.Divide or Operator.Negate))
        {
            return base.Operation(original, operands);
        }

        var product = original.With(operands);
        Expr uniform = 1.0;
        var varying = new List<Expr>();
        Expr? divisor = null;
        Collect(product, inverted: false);
        if (varying.Count == 0)
        {
            return product;
        }

        uniform = Simplification.Simplify(uniform);
        Expr? result = ConstantExpr.NumberIn(uniform) is 1 ? null : uniform;
        foreach (var factor in varying)
        {
            result = result is null ? factor : result * factor;
        }

        return divisor is null ? result! : result! / divisor;

        void Collect(Expr factor, bool inverted)
        {
            if (!IsVarying(factor))
            {
                uniform = inverted ? uniform / factor : uniform * factor;
            }
            else if (factor is OperationExpr { Operator: Operator.Multiply } times)
            {
                Collect(times.Operands[0], inverted);
                Collect(times.Operands[1], inverted);
            }
            else if (factor is OperationExpr { Operator: Operator.Divide } over)
            {
                Collect(over.Operands[0], inverted);
                Collect(over.Operands[1], !inverted);
            }
            else if (factor is OperationExpr { Operator: Operator.Negate } minus)
            {
                uniform = -uniform;
                Collect(minus.Operands[0], inverted);
            }
            else if (inverted)
            {
                divisor = divisor is null ? factor : divisor * factor;
            }
            else
            {
                varying.Add(factor);
            }
        }
    }

    private bool IsVarying(Expr factor) => (variability.Of(factor) & (Varies.WithCell | Varies.WithState)) != Varies.Never;
}
