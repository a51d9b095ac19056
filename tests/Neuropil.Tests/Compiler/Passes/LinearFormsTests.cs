using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Sums and uniform multiples become scale x + ... + offset, each term once.</summary>
public class LinearFormsTests
{
    [Fact]
    public void An_affine_form_of_one_state_takes_two_operations()
    {
        var before = 0.25 * (13 - ((1 / mV) * (Potential - Reversal)));
        var after = Rewritten(before);
        Assert.Equal((4, 2), (FormulaOperations.CountOfState(before), FormulaOperations.CountOfState(after)));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_factor_of_a_sum_goes_into_the_scales_of_its_terms()
    {
        var (one, other) = (Exp(X), Tanh(Gate));
        var before = Symbol.TimeStep / TotalCapacitance * ((Maximum * one) + (2 * Maximum * other));
        var after = Rewritten(before);
        Assert.Equal((6, 5), (FormulaOperations.CountOfState(before), FormulaOperations.CountOfState(after)));
        Assert.Equal(2, Dependence.Nodes(after)
            .Count(node => node is OperationExpr { Operator: Operator.Multiply,
            Operands: [not Symbol, OperationExpr { Operator: Operator.Exp or Operator.Tanh }] }));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void Equal_terms_are_collected()
    {
        Assert.Equal("5*x", Rewritten((2 * X) + (3 * X)).ToString());
        Assert.Same(Gate, Rewritten(X + Gate - X));
        Assert.Equal("-x", Rewritten(X - (2 * X)).ToString());
    }

    [Fact]
    public void Terms_that_cancel_leave_the_offset_or_a_zero_of_their_unit()
    {
        Assert.Same(Reversal, Rewritten(Potential + Reversal - Potential));
        var zero = Rewritten((2 * Potential) - (2 * Potential));
        Assert.True(ConstantExpr.IsZero(zero));
        Assert.Equal(Voltage.Dimension, zero.Dimension);
    }

    [Fact]
    public void A_sum_with_several_users_is_computed_once()
    {
        var sum = Exp(X) + (2 * Tanh(Gate));
        Expr[] before = [3 * sum, 4 * sum, sum - 1];
        var after = LinearForms.Apply(before, new Variability(), new HashSet<Expr>());
        Assert.Equal(1, Dependence.Nodes(after[0]).Count(node => node is OperationExpr { Operator: Operator.Add }));
        Assert.Equal((1, 1), (FormulaOperations.Count(Operator.Exp, [.. after]), FormulaOperations.Count(Operator.Tanh, [.. after])));
        for (int i = 0; i < before.Length; i++)
        {
            FormulaOperations.AssertSameValue(before[i], after[i], Point);
        }
    }

    [Fact]
    public void Arguments_of_functions_and_of_conditions_are_collected_too()
    {
        var before = Select(2 * (X + 3) < Gate, Exp(0.5 * (X - 4)), Abs(X + 1 + 2));
        var after = Rewritten(before);
        Assert.Equal((10, 9), (FormulaOperations.CountOfState(before), FormulaOperations.CountOfState(after)));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_value_of_a_cell_is_no_scale()
    {
        var before = Gain * (X + 2);
        Assert.Equal(2, FormulaOperations.CountOfState(Rewritten(before)));
        Assert.Equal(0, FormulaOperations.Count(Operator.Multiply, Rewritten(before).Operands[1]));
    }

    private static Expr Rewritten(Expr formula) => Assert.Single(LinearForms.Apply([formula], new Variability(), new HashSet<Expr>()));
}
