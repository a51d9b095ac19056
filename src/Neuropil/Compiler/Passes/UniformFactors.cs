namespace Neuropil.Compiler;

/// <summary>
/// Reorders products so that the factors that are the same for all cells stand together in front, where they become one uniform value, then
/// those that a cell's parameters give, and divisions by either become products: area * (g * m^3 * (E - V)) / C becomes
/// (area * g / C) * (m^3 * (E - V)).
/// </summary>
internal sealed class UniformFactors(Variability variability) : ExprRewriter
{
    private readonly Simplification simplification = new();

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        if (original.Operator is not (Operator.Multiply or Operator.Divide or Operator.Negate))
        {
            return base.Operation(original, operands);
        }

        var product = original.With(operands);
        var factors = new Factors(variability, simplification);
        factors.Collect(product, inverted: false);
        return factors.Product() ?? product;
    }

    private sealed class Factors(Variability variability, Simplification simplification)
    {
        private Expr uniform = 1.0;
        private Expr? ofCell;
        private Expr? ofState;
        private Expr? divisor;

        public void Collect(Expr factor, bool inverted)
        {
            var varies = variability.Of(factor) & (Varies.WithCell | Varies.WithState);
            if (varies == Varies.Never)
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
            else if (varies == Varies.WithCell)
            {
                ofCell = inverted ? (ofCell ?? 1.0) / factor : Times(ofCell, factor);
            }
            else if (inverted)
            {
                divisor = Times(divisor, factor);
            }
            else
            {
                ofState = Times(ofState, factor);
            }
        }

        /// <summary>The reordered product, or null where nothing varies.</summary>
        public Expr? Product()
        {
            var varying = ofState;
            if (divisor is not null)
            {
                varying = (varying ?? 1.0) / divisor;
            }

            if (ofCell is not null)
            {
                varying = varying is null ? ofCell : ofCell * varying;
            }

            uniform = simplification.Rewrite(uniform);
            return varying is null || ConstantExpr.NumberIn(uniform) is 1 ? varying : uniform * varying;
        }

        private static Expr Times(Expr? product, Expr factor) => product is null ? factor : product * factor;
    }
}
