using Neuropil.Compiler;
using Neuropil.Tests.Equations;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Counts the operations of formulas, each shared node once, and holds two forms of a formula to the same value.</summary>
internal static class FormulaOperations
{
    /// <summary>How many nodes apply the operator.</summary>
    public static int Count(Operator @operator, params Expr[] formulas)
        => Nodes(formulas).Count(node => node is OperationExpr operation && operation.Operator == @operator);

    /// <summary>How many operations are computed for every cell in every step: those that depend on a state.</summary>
    public static int CountOfState(params Expr[] formulas)
    {
        var variability = new Variability();
        return Nodes(formulas).Count(node => node is OperationExpr && variability.Of(node).HasFlag(Varies.WithState));
    }

    /// <summary>
    /// Both forms have the same unit, and at the given values the same number up to the rounding of either in double precision
    /// (<see cref="PreciseValue"/>: 220-bit arithmetic and a bound of 2^-48 for each number and operation).
    /// </summary>
    public static void AssertSameValue(Expr before, Expr after, params (Expr Input, double Si)[] at)
    {
        Assert.Equal(before.Dimension, after.Dimension);
        var (expected, actual) = (PreciseValue.Of(before, at), PreciseValue.Of(after, at));
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        double difference = Math.Abs((expected.Value.Value - actual.Value.Value).ToDouble());
        Assert.True(difference <= expected.Value.Bound + actual.Value.Bound, $"'{before}' and '{after}' differ by {difference}.");
    }

    private static IEnumerable<Expr> Nodes(Expr[] formulas) => formulas.SelectMany(Dependence.Nodes).Distinct(ReferenceComparer.Instance);
}
