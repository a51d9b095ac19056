using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>
/// Writes both sides of a quotient with one sum where they vanish with several that are multiples of each other: 0.3 (v + 40.3) / sin(0.7 v + 28.21) as
/// 0.3 s / sin(0.7 s) with s = v + 40.3. Each sum for itself would leave a rounding error of its own at v = -40.3, and the quotient of two rounding errors is
/// a number that means nothing.
/// </summary>
internal static class CommonZero
{
    /// <summary>The sides written so, in which what is written alike must be one object; null where they need not be.</summary>
    public static (Expr Numerator, Expr Divisor)? Of(Expr numerator, Expr divisor, FixedValues values)
    {
        var below = Sums(divisor, values);
        var above = below.Count == 0 ? [] : Sums(numerator, values);
        foreach (var (sum, form) in above)
        {
            var one = new Replacement();
            bool isChanged = false;
            foreach (var (other, otherForm) in below.Concat(above).Where(other => !Vanishes(other.Sum, sum)))
            {
                if (otherForm.Over(form) is { } ratio)
                {
                    one.Put(other, ConstantExpr.NumberIn(ratio) is 1 ? sum : ratio * sum);
                    isChanged = true;
                }
            }

            // The rewriter keeps what it has rewritten: what is written alike on both sides is one object.
            if (isChanged && one.Rewrite(numerator) is var over && one.Rewrite(divisor) is var under && Vanishes(over, sum) && Vanishes(under, sum))
            {
                return (over, under);
            }
        }

        return null;
    }

    // The largest sums of variables within a formula.
    private static List<(Expr Sum, AffineSum Form)> Sums(Expr formula, FixedValues values)
    {
        var sums = new List<(Expr, AffineSum)>();
        Visit(formula, new HashSet<Expr>(ReferenceComparer.Instance));
        return sums;

        void Visit(Expr part, HashSet<Expr> seen)
        {
            if (!seen.Add(part))
            {
                return;
            }

            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (part is OperationExpr { IsCondition: false } && AffineSum.Of(part, values) is { IsOfVariables: true } form)
            {
                sums.Add((part, form));
                return;
            }

            foreach (var operand in part.Operands)
            {
                Visit(operand, seen);
            }
        }
    }

    private static bool Vanishes(Expr formula, Expr sum)
    {
        var simplification = new Simplification();
        simplification.Put(sum, new ConstantExpr(new Quantity(0, sum.Dimension)));
        return ConstantExpr.IsZero(simplification.Rewrite(formula));
    }

    private sealed class Replacement : ExprRewriter;
}
