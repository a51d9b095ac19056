using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Quotients with one divisor share a division.</summary>
public class SharedReciprocalsTests
{
    private static readonly Expr Divisor = 1 + Exp(X);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Quotients_of_one_divisor_take_one_division(int count)
    {
        Expr[] before = [.. Enumerable.Range(2, count).Select(i => (Gate + i) / Divisor)];
        Assert.Equal(count, FormulaOperations.Count(Operator.Divide, before));
        AssertDivisions(1, before);
    }

    [Fact]
    public void A_reciprocal_that_is_there_already_is_the_shared_one()
        => AssertDivisions(1, 1 / Divisor, Gate / Divisor);

    [Fact]
    public void A_quotient_inside_a_divisor_is_shared_as_well()
    {
        var nested = 1 + (Gate / Divisor);
        AssertDivisions(2, X / nested, X / Divisor, Gate / nested);
    }

    [Fact]
    public void A_divisor_of_one_quotient_with_many_users_stays()
    {
        var quotient = Gate / Divisor;
        AssertUnchanged(quotient + 1, quotient * X);
    }

    [Fact]
    public void Divisors_that_differ_stay()
        => AssertUnchanged(Gate / Divisor, Gate / (2 + Exp(X)));

    private static void AssertUnchanged(params Expr[] before)
        => Assert.Equal(before.Select(formula => formula.ToString()), Rewritten(before).Select(formula => formula.ToString()));

    private static void AssertDivisions(int expected, params Expr[] before)
    {
        var after = Rewritten(before);
        Assert.Equal(expected, FormulaOperations.Count(Operator.Divide, after));
        for (int i = 0; i < before.Length; i++)
        {
            FormulaOperations.AssertSameValue(before[i], after[i], Point);
        }
    }

    // As in the compiler's list of passes: sharing before and after, since this pass asks for identity and writes each reciprocal anew.
    private static Expr[] Rewritten(Expr[] formulas)
    {
        var sharing = new StructuralSharing();
        return [.. SharedReciprocals.Apply([.. formulas.Select(sharing.Rewrite)]).Select(sharing.Rewrite)];
    }
}
