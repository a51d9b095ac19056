namespace Neuropil;

/// <summary>
/// Writes quotients that are 0/0 at one value, but have a limit there, in a form that has it: c x / (e^(a x) - 1) and c x / (1 - e^(-a x)), as most rates of
/// Hodgkin and Huxley's kind, become (c / a) bernoulli(a x). Numerator and exponent may be written apart, with constants and factors on either: what counts is
/// that their quotient does not vary. Other quotients that are 0/0 at one value are written with one sum, as 0.1 s / tanh(0.7 s / 3), so that both sides vanish
/// together and there is no number there (<see cref="CommonZero"/>).
/// </summary>
internal sealed class RemovableSingularities : ExprRewriter
{
    private readonly StructuralSharing sharing = new();
    private readonly FixedValues values = new();

    protected override Expr Operation(OperationExpr original, Expr[] operands)
    {
        var node = base.Operation(original, operands);
        return node is OperationExpr { Operator: Operator.Multiply or Operator.Divide } ? WithLimit(node) ?? WithOneSum(node) ?? node : node;
    }

    private Expr? WithLimit(Expr product)
    {
        var factors = new Factors();
        factors.Collect(product, isDivisor: false);
        foreach (var divisor in factors.Divisors)
        {
            if (Form(divisor).AsExpm1() is not ({ } number, { } exponent))
            {
                continue;
            }

            foreach (var factor in factors.Numerators)
            {
                if (Form(factor).Over(Form(exponent)) is { } ratio)
                {
                    factors.Numerators.Remove(factor);
                    factors.Divisors.Remove(divisor);
                    var scale = Simplification.Simplify(ratio / (factors.IsNegative ? -number : number));
                    return factors.Times(ConstantExpr.NumberIn(scale) is 1 ? null : scale, OperationExpr.Make(Operator.Bernoulli, exponent));
                }
            }
        }

        return null;
    }

    private Expr? WithOneSum(Expr product)
    {
        var factors = new Factors();
        factors.Collect(product, isDivisor: false);
        for (int i = 0; i < factors.Divisors.Count; i++)
        {
            for (int j = 0; j < factors.Numerators.Count; j++)
            {
                if (CommonZero.Of(sharing.Rewrite(factors.Numerators[j]), sharing.Rewrite(factors.Divisors[i]), values) is var (numerator, divisor))
                {
                    (factors.Numerators[j], factors.Divisors[i]) = (numerator, divisor);
                    return factors.Times(factors.IsNegative ? -1.0 : null, null);
                }
            }
        }

        return null;
    }

    private AffineSum Form(Expr formula) => AffineSum.Of(sharing.Rewrite(formula), values);

    /// <summary>The factors of a product of products and quotients.</summary>
    private sealed class Factors
    {
        private readonly HashSet<Expr> open = new(ReferenceComparer.Instance);

        public List<Expr> Numerators { get; } = [];

        public List<Expr> Divisors { get; } = [];

        public bool IsNegative { get; private set; }

        // A product that occurs twice is one factor the second time: a graph is not walked as a tree.
        public void Collect(Expr factor, bool isDivisor)
        {
            if (factor is OperationExpr { Operator: Operator.Multiply or Operator.Divide or Operator.Negate } product && open.Add(factor))
            {
                IsNegative ^= product.Operator == Operator.Negate;
                Collect(product.Operands[0], isDivisor);
                if (product.Operands.Count > 1)
                {
                    Collect(product.Operands[1], isDivisor ^ (product.Operator == Operator.Divide));
                }
            }
            else
            {
                (isDivisor ? Divisors : Numerators).Add(factor);
            }
        }

        public Expr Times(Expr? scale, Expr? replacement)
        {
            var product = new[] { scale, replacement }.Concat(Numerators).OfType<Expr>().Aggregate((all, factor) => all * factor);
            return Divisors.Aggregate(product, (quotient, divisor) => quotient / divisor);
        }
    }
}
