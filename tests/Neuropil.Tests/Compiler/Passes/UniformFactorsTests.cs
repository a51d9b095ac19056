using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Factors that are the same for all cells stand together in front, then those of a cell's parameters.</summary>
public class UniformFactorsTests
{
    private static readonly Variability Variability = new();

    [Fact]
    public void A_current_over_a_capacitance_has_one_uniform_factor()
    {
        var before = Maximum * (Gate * Gate * Gate) * (Reversal - Potential) / TotalCapacitance;
        var after = Rewritten(before);
        Assert.Equal(Varies.Never, Variability.Of(Factor(after, 0)));
        Assert.Equal(Varies.WithState, Variability.Of(Factor(after, 1)));
        Assert.Equal(0, FormulaOperations.Count(Operator.Divide, Factor(after, 1)));

        // m^3 (Reversal - Potential) has three products and a difference, and the factor one product.
        Assert.Equal((6, 5), (FormulaOperations.CountOfState(before), FormulaOperations.CountOfState(after)));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void Factors_of_a_cell_stand_between_the_uniform_ones_and_the_states()
    {
        var before = Potential * Gain * 3 / (TotalCapacitance / Width) / 4;
        var after = Rewritten(before);
        Assert.Equal(Varies.Never, Variability.Of(Factor(after, 0)));
        Assert.Equal(Varies.WithCell, Variability.Of(Factor(Factor(after, 1), 0)));
        Assert.Same(Potential, Factor(Factor(after, 1), 1));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_division_by_a_uniform_value_or_a_cell_value_is_made_once()
    {
        var before = Potential / Reversal / Width;
        var after = Rewritten(before);
        Assert.Equal(2, FormulaOperations.CountOfState(after));
        Assert.All(Dependence.Nodes(after).OfType<OperationExpr>().Where(node => node.Operator == Operator.Divide),
            division => Assert.NotEqual(Varies.WithState, Variability.Of(division)));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void Divisions_by_states_become_one()
    {
        var before = 2 / X / (Gate / Drive) / (X + 1);
        var after = Rewritten(before);
        Assert.Equal(1, Dependence.Nodes(after)
            .Count(node => node is OperationExpr { Operator: Operator.Divide } && Variability.Of(node).HasFlag(Varies.WithState)));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_sign_goes_into_the_uniform_factor()
    {
        var before = -(-(X * 2)) * -(Gate * 3);
        var after = Rewritten(before);
        Assert.Equal(-6, ConstantExpr.NumberIn(Factor(after, 0)));
        Assert.Equal(0, FormulaOperations.Count(Operator.Negate, after));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void What_changes_with_time_counts_as_uniform()
    {
        var after = Rewritten(X * Drive * 2);
        Assert.Equal(Varies.WithTime, Variability.Of(Factor(after, 0)));
        Assert.Same(X, Factor(after, 1));
    }

    [Fact]
    public void A_neutral_factor_disappears()
        => Assert.Same(X, Rewritten(2 * X / 2));

    [Fact]
    public void Sums_and_functions_are_left_as_they_are()
    {
        var before = Exp(X) + (Potential / mV);
        Assert.Same(before.Operands[0], Rewritten(before).Operands[0]);
        var uniform = Reversal / mV;
        Assert.Equal(uniform.ToString(), Rewritten(uniform).ToString());
    }

    private static Expr Rewritten(Expr formula) => new UniformFactors(Variability).Rewrite(formula);

    private static Expr Factor(Expr product, int index)
    {
        Assert.Equal(Operator.Multiply, Assert.IsType<OperationExpr>(product).Operator);
        return product.Operands[index];
    }
}
