namespace Neuropil;

/// <summary>
/// A formula as a scale times a sum, number * p / q * (offset + sum of n_i x_i): p and q are products of what varies with no variable, n_i numbers in SI
/// units, x_i whatever is no sum. Two formulas whose sums are proportional are multiples of each other.
/// </summary>
internal sealed class ScaledSum
{
    // Coefficients that people write agree to some units in the last place: 0.1 * 25 is 2.5, but 0.1 * 3 is not 0.3.
    private const double Tolerance = 1e-13;

    private readonly Dimension dimension;
    private readonly Dictionary<Expr, double> terms = new(ReferenceComparer.Instance);
    private Expr scale = 1.0;
    private double number = 1;
    private double offset;

    private ScaledSum(Dimension dimension) => this.dimension = dimension;

    /// <summary>The form of a formula, in which what is written alike must be one object.</summary>
    public static ScaledSum Of(Expr formula)
    {
        var form = new ScaledSum(formula.Dimension);
        form.Add(form.TakeScale(formula), 1);
        return form;
    }

    /// <summary>The formula as number (e^u - 1), if it has that form.</summary>
    public (double Number, Expr Exponent)? AsExpm1()
        => terms.Count != 1 || ConstantExpr.NumberIn(scale) is not 1 ? null
            : terms.Single() switch
            {
                ({ } node, var n) when node is OperationExpr { Operator: Operator.Exp } exp && offset == -n => (number * n, exp.Operands[0]),
                ({ } node, var n) when node is OperationExpr { Operator: Operator.Expm1 } expm1 && offset == 0 => (number * n, expm1.Operands[0]),
                _ => null,
            };

    /// <summary>This formula divided by another one, if the quotient varies with no variable.</summary>
    public Expr? Over(ScaledSum other)
    {
        if (terms.Count == 0 || terms.Count != other.terms.Count || (offset == 0) != (other.offset == 0))
        {
            return null;
        }

        double? ratio = offset == 0 ? null : offset / other.offset;
        foreach (var (node, n) in terms)
        {
            if (!other.terms.TryGetValue(node, out double m))
            {
                return null;
            }

            ratio ??= n / m;
            if (Math.Abs((n / m) - ratio.Value) > Tolerance * Math.Abs(ratio.Value))
            {
                return null;
            }
        }

        var varying = Simplification.Simplify(scale / other.scale);
        return Simplification.Simplify(new ConstantExpr(new Quantity(ratio!.Value * number / other.number, dimension / other.dimension / varying.Dimension)) * varying);
    }

    // What is left when factors are taken out that vary with no variable; the sum among the rest.
    private Expr TakeScale(Expr formula)
    {
        if (formula is not OperationExpr { Operator: Operator.Negate or Operator.Multiply or Operator.Divide } product)
        {
            return formula;
        }

        var a = product.Operands[0];
        if (product.Operator == Operator.Negate)
        {
            number = -number;
            return TakeScale(a);
        }

        var b = product.Operands[1];
        if (IsFixed(b) && !IsFixed(a))
        {
            scale = product.Operator == Operator.Multiply ? scale * b : scale / b;
            return TakeScale(a);
        }

        if (IsFixed(a) && !IsFixed(b) && product.Operator == Operator.Multiply)
        {
            scale *= a;
            return TakeScale(b);
        }

        return formula;
    }

    private void Add(Expr formula, double factor)
    {
        switch (formula)
        {
            case ConstantExpr constant:
                offset += factor * constant.Value.SiValue;
                break;
            case OperationExpr { Operator: Operator.Add or Operator.Subtract, Operands: [var left, var right] } sum:
                Add(left, factor);
                Add(right, sum.Operator == Operator.Add ? factor : -factor);
                break;
            case OperationExpr { Operator: Operator.Negate, Operands: [var opposite] }:
                Add(opposite, -factor);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [ConstantExpr constant, var multiplied] }:
                Add(multiplied, factor * constant.Value.SiValue);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [var multiplied, ConstantExpr constant] }:
                Add(multiplied, factor * constant.Value.SiValue);
                break;
            case OperationExpr { Operator: Operator.Divide, Operands: [var divided, ConstantExpr constant] }:
                Add(divided, factor / constant.Value.SiValue);
                break;
            default:
                terms[formula] = terms.GetValueOrDefault(formula) + factor;
                if (terms[formula] == 0)
                {
                    terms.Remove(formula);
                }

                break;
        }
    }

    private static bool IsFixed(Expr expression) => Dependence.Symbols(expression).Count == 0;
}
