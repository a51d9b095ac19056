using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Finds the sums at whose zero a quotient is 0/0: s in s / tanh(s / k). Later passes must compute such a sum once and not spread it over its users: as 0.1 V +
/// 4 in one place and V + 40 in another it would vanish in the one and leave a rounding error in the other, and the quotient would be a number that means
/// nothing, where it is now not a number, which stops the run.
/// </summary>
internal sealed class VanishingSums
{
    private static readonly IReadOnlyList<Expr> none = [];

    private readonly Variability variability;
    private readonly Dictionary<Expr, IReadOnlyList<Expr>?> gates = new(ReferenceComparer.Instance);
    private readonly Dictionary<(Expr, Expr), bool> vanishing = [];
    private readonly HashSet<Expr> found = new(ReferenceComparer.Instance);

    private VanishingSums(Variability variability) => this.variability = variability;

    /// <summary>The sums in prepared formulas, in which what is written alike is one object.</summary>
    public static IReadOnlySet<Expr> In(IReadOnlyList<Expr> formulas, Variability variability)
    {
        var pass = new VanishingSums(variability);
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        foreach (var formula in formulas)
        {
            pass.Visit(formula, seen);
        }

        return pass.found;
    }

    private void Visit(Expr expression, HashSet<Expr> seen)
    {
        if (!seen.Add(expression))
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case OperationExpr { Operator: Operator.Divide, Operands: [var numerator, var divisor] }:
                Test(numerator, divisor);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [var factor, OperationExpr { Operator: Operator.Divide, Operands: [_, var divisor] }] }:
                Test(factor, divisor);
                break;
            case OperationExpr { Operator: Operator.Multiply, Operands: [OperationExpr { Operator: Operator.Divide, Operands: [_, var divisor] }, var factor] }:
                Test(factor, divisor);
                break;
        }

        foreach (var operand in expression.Operands)
        {
            Visit(operand, seen);
        }
    }

    private void Test(Expr numerator, Expr divisor)
    {
        foreach (var over in Factors(divisor))
        {
            foreach (var factor in SumsBelow(over) is { Count: > 0 } ? Factors(numerator) : [])
            {
                found.UnionWith(SumsBelow(factor)?.Intersect(SumsBelow(over)!).Where(sum => Vanishes(factor, sum) && Vanishes(over, sum)) ?? []);
            }
        }
    }

    private static IEnumerable<Expr> Factors(Expr product)
        => product is OperationExpr { Operator: Operator.Multiply } times ? times.Operands.SelectMany(Factors) : [product];

    // The sums through which alone an expression depends on the state, innermost first; null where it depends on none. Where it depends on two
    // things, those through which both do.
    private IReadOnlyList<Expr>? SumsBelow(Expr expression)
    {
        if (gates.TryGetValue(expression, out var known))
        {
            return known;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        IReadOnlyList<Expr>? sums = variability.Of(expression).HasFlag(Varies.WithState) ? none : null;
        if (sums is not null && expression.Operands.Count > 0)
        {
            sums = expression.Operands.Select(SumsBelow).OfType<IReadOnlyList<Expr>>().Aggregate(Common);
            sums = expression is OperationExpr { Operator: Operator.Add or Operator.Subtract } ? [.. sums, expression] : sums;
        }

        gates[expression] = sums;
        return sums;
    }

    private static IReadOnlyList<Expr> Common(IReadOnlyList<Expr> one, IReadOnlyList<Expr> other)
        => one.Count == 0 || ReferenceEquals(one, other) ? one : other.Count == 0 ? other : [.. one.Intersect(other)];

    private bool Vanishes(Expr expression, Expr sum)
    {
        if (!vanishing.TryGetValue((expression, sum), out bool known))
        {
            var simplification = new Simplification();
            simplification.Put(sum, new ConstantExpr(new Quantity(0, sum.Dimension)));
            known = ConstantExpr.IsZero(simplification.Rewrite(expression));
            vanishing[(expression, sum)] = known;
        }

        return known;
    }
}
