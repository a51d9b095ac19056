namespace Neuropil;

/// <summary>
/// A formula as a sum, offset + sum of c_i x_i: offset and c_i vary with no variable (numbers, parameters and functions of them), x_i is whatever is no
/// sum. Two formulas whose sums are proportional are multiples of each other, and vanish together.
/// </summary>
internal sealed class AffineSum
{
    // Coefficients that people write agree to some units in the last place: 0.1 * 25 is 2.5, but 0.1 * 3 is not 0.3.
    private const double Tolerance = 1e-13;

    private readonly FixedValues values;
    private readonly Dictionary<Expr, Expr> terms = new(ReferenceComparer.Instance);
    private Expr? offset;

    private AffineSum(FixedValues values) => this.values = values;

    /// <summary>The form of a formula, in which what is written alike must be one object.</summary>
    public static AffineSum Of(Expr formula, FixedValues values)
    {
        var form = new AffineSum(values);
        form.Add(formula, 1.0);
        return form;
    }

    /// <summary>Whether it can vanish elsewhere than where a variable does: a sum, or a difference from what does not vary, of variables alone.</summary>
    public bool IsOfVariables => terms.Keys.All(term => term is Symbol) && terms.Count + (offset is null ? 0 : 1) > 1;

    /// <summary>The formula as number (e^u - 1), if it has that form.</summary>
    public (Expr Number, Expr Exponent)? AsExpm1()
        => terms.Count != 1 ? null
            : terms.Single() switch
            {
                (OperationExpr { Operator: Operator.Exp } exp, var n) when offset is not null && values.AreSame(offset, -n) => (n, exp.Operands[0]),
                (OperationExpr { Operator: Operator.Expm1 } expm1, var n) when offset is null => (n, expm1.Operands[0]),
                _ => null,
            };

    /// <summary>This formula divided by another one, if the quotient varies with no variable.</summary>
    public Expr? Over(AffineSum other)
    {
        if (terms.Count == 0 || terms.Count != other.terms.Count || (offset is null) != (other.offset is null))
        {
            return null;
        }

        var ratio = offset is null ? null : offset / other.offset!;
        foreach (var (node, coefficient) in terms)
        {
            if (!other.terms.TryGetValue(node, out var divisor))
            {
                return null;
            }

            ratio ??= coefficient / divisor;
            if (!values.AreSame(coefficient / divisor, ratio, Tolerance))
            {
                return null;
            }
        }

        return Simplification.Simplify(ratio!);
    }

    private void Add(Expr formula, Expr factor)
    {
        switch (formula)
        {
            case { } _ when values.IsFixed(formula):
                offset = Plus(offset, factor * formula);
                break;
            case OperationExpr { Operator: Operator.Add or Operator.Subtract, Operands: [var left, var right] } sum:
                Add(left, factor);
                Add(right, sum.Operator == Operator.Add ? factor : -factor);
                break;
            case OperationExpr { Operator: Operator.Negate, Operands: [var opposite] }:
                Add(opposite, -factor);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [var scale, var multiplied] } when values.IsFixed(scale):
                Add(multiplied, factor * scale);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [var multiplied, var scale] } when values.IsFixed(scale):
                Add(multiplied, factor * scale);
                break;
            case OperationExpr { Operator: Operator.Divide, Operands: [var divided, var scale] } when values.IsFixed(scale):
                Add(divided, factor / scale);
                break;
            default:
                if (Plus(terms.GetValueOrDefault(formula), factor) is { } coefficient)
                {
                    terms[formula] = coefficient;
                }
                else
                {
                    terms.Remove(formula);
                }

                break;
        }
    }

    // Null for what cancels.
    private Expr? Plus(Expr? sum, Expr amount)
    {
        var result = Simplification.Simplify(sum is null ? amount : sum + amount);
        return values.IsZero(result) ? null : result;
    }
}
