using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>What is written alike becomes one object, and nothing else does.</summary>
public class StructuralSharingTests
{
    [Fact]
    public void What_is_written_twice_is_computed_once()
    {
        var before = (Exp((Potential + (40 * mV)) / (5 * mV)) * Gate) + Exp((Potential + (40 * mV)) / (5 * mV));
        var after = new StructuralSharing().Rewrite(before);
        Assert.Equal((2, 1), (FormulaOperations.Count(Operator.Exp, before), FormulaOperations.Count(Operator.Exp, after)));
        Assert.Equal((2, 1), (FormulaOperations.Count(Operator.Divide, before), FormulaOperations.Count(Operator.Divide, after)));
        Assert.Equal(before.ToString(), after.ToString());
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void One_instance_shares_across_formulas()
    {
        var sharing = new StructuralSharing();
        Assert.Same(sharing.Rewrite(Tanh(X * 2)), sharing.Rewrite(Tanh(X * 2)));
    }

    [Fact]
    public void Parameters_are_the_same_by_identity_not_by_value()
    {
        var sharing = new StructuralSharing();
        Parameter<Voltage> equal = -70 * mV;
        Assert.Same(sharing.Rewrite(Expr.Of(ReversalParameter)), sharing.Rewrite(Expr.Of(ReversalParameter)));
        Assert.NotSame(sharing.Rewrite(Expr.Of(ReversalParameter)), sharing.Rewrite(Expr.Of(equal)));
    }

    [Fact]
    public void Entries_of_matrices_and_samples_that_are_written_alike_are_one()
    {
        var sharing = new StructuralSharing();
        double[] samples = [1, 2];
        Assert.Same(sharing.Rewrite(Entry(0)), sharing.Rewrite(Entry(0)));
        Assert.NotSame(sharing.Rewrite(Entry(0)), sharing.Rewrite(Entry(1)));
        Assert.Same(sharing.Rewrite(Sample(samples)), sharing.Rewrite(Sample(samples)));
        Assert.NotSame(sharing.Rewrite(Sample(samples)), sharing.Rewrite(Sample([1, 2])));

        static Expr Entry(int column) => new PropagatorExpr(new MatrixExponentialExpr([X * 2, 1.0, 0.0, X * 2]), 0, column);

        static Expr Sample(double[] samples) => new LookupExpr(samples, Dimension.None, 1, Symbol.Time + Symbol.TimeStep);
    }

    public static TheoryData<string> Different() => new(Pairs.Keys);

    [Theory]
    [MemberData(nameof(Different))]
    public void What_looks_alike_stays_apart(string which)
    {
        var sharing = new StructuralSharing();
        var (one, other) = Pairs[which];
        Assert.NotSame(sharing.Rewrite(one), sharing.Rewrite(other));
    }

    private static readonly Dictionary<string, (Expr, Expr)> Pairs = new()
    {
        ["the order of operands"] = (Potential - Reversal, Reversal - Potential),
        ["zero and minus zero, of which 1/x differs"] = (1 / (X * 0.0), 1 / (X * -0.0)),
        ["equal numbers of different units"] = (0 * mV, 0 * pA),
        ["two symbols of one name"] = (new Symbol("n", Dimension.None, SymbolKind.State) * 2, new Symbol("n", Dimension.None, SymbolKind.State) * 2),
        ["two operators on the same operand"] = (Sin(X), Cos(X)),
        ["a third operand"] = (Select(X < Gate, X, Gate), Select(X < Gate, X, X)),
    };
}
