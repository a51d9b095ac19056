using Neuropil.Compiler;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>Which values become slots of the uniform table, which columns that are filled once, and which are computed in the kernel.</summary>
public class KernelLoweringTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.25)]
    [InlineData(3)]
    [InlineData(-2)]
    [InlineData(65)]
    public void A_power_is_that_power(double exponent)
        => Assert.Equal(Math.Pow(1.7, exponent), Value(Pow(X, exponent)).Value, 1e-13 * Math.Pow(1.7, exponent));

    [Fact]
    public void What_is_constant_for_a_run_takes_one_slot_however_often_it_is_written()
    {
        var (value, lowering) = Value((X * Exp(Reversal / (25 * mV))) + (Gate * Exp(Reversal / (25 * mV))));
        Assert.Single(lowering.RunUniforms);
        Assert.Empty(lowering.StepUniforms);
        Assert.DoesNotContain(lowering.Graph.Nodes, node => node.Operation == KernelOperation.ShiftIntoExponent);
        Assert.Equal((1.7 + 0.37) * Math.Exp(-70.0 / 25), value, 1e-15);
    }

    [Fact]
    public void What_changes_with_time_takes_a_slot_behind_those_of_the_run()
    {
        var (value, lowering) = Value(Exp(X * (Maximum / nS)) + (Gate * Sin(Drive)));
        Assert.Equal((1, "sin(drive)"), (lowering.RunUniforms.Count, Assert.Single(lowering.StepUniforms).ToString()));
        var numbered = ScheduledUniforms.Number(lowering.Graph, runUniforms: 1);
        Assert.Equal([0, 1], numbered.Nodes.Where(node => node.Operation == KernelOperation.Uniform).Select(node => node.A).Order());
        Assert.Equal(Math.Exp(1.7 * 12) + (0.37 * Math.Sin(0.81)), value, 1e-5);
    }

    [Fact]
    public void A_uniform_condition_is_a_slot_that_holds_its_truth()
    {
        var (value, lowering) = Value(Select(Drive < 1, X, Gate));
        Assert.Equal(1.7, value);
        Assert.False(Assert.Single(lowering.StepUniforms).IsCondition);
    }

    [Fact]
    public void A_costly_value_of_the_cell_becomes_one_column_beside_its_parameters()
    {
        var (value, lowering) = Value((X * Exp(Gain / Width)) + Sqrt(Gate * Exp(Gain / Width)));
        Assert.Single(lowering.Columns, column => column.Kind == ColumnKind.Derived);
        Assert.Equal(2, lowering.Columns.Count(column => column.Kind == ColumnKind.Parameter));
        Assert.DoesNotContain(lowering.Graph.Nodes, node => node.Operation is KernelOperation.ShiftIntoExponent or KernelOperation.Divide);
        Assert.Equal((1.7 * Math.Exp(0.25)) + Math.Sqrt(0.37 * Math.Exp(0.25)), value, 1e-14);
    }

    [Fact]
    public void A_cheap_value_of_the_cell_is_computed_again()
    {
        var (value, lowering) = Value(Exp(X * (Gain * Width)));
        Assert.DoesNotContain(lowering.Columns, column => column.Kind == ColumnKind.Derived);
        Assert.Equal(Math.Exp(1.7 * 1.25 * 5), value, 1e-9);
    }

    [Fact]
    public void What_depends_on_the_cell_and_on_time_has_a_column_for_its_costly_part_alone()
    {
        var (value, lowering) = Value(X + Abs(Log(Width) * Drive));
        var derived = Assert.Single(lowering.Columns, column => column.Kind == ColumnKind.Derived);
        Assert.Equal(Operator.Log, Assert.IsType<OperationExpr>(derived.Source).Operator);
        Assert.Equal(1.7 + (Math.Log(5) * 0.81), value, 1e-14);
    }

    [Fact]
    public void A_column_of_the_cell_holds_kernel_units()
    {
        var width = Expr.Of((Parameter)new QuantityParameter(Voltage.Dimension, new ListedValues([0.004, 0.005], Voltage.Dimension)));
        var lowering = new KernelLowering(isSingle: false);
        double[] values = LoweredKernel.Values(lowering, lowering.Prepare([Exp(Potential / width)]), [.. Point, (width, 0.005)]);
        Assert.Equal(Math.Exp(-61.3 / 5), values[0], 1e-18);
    }

    [Fact]
    public void A_state_without_a_column_is_refused_by_name()
    {
        var lowering = new KernelLowering(isSingle: false);
        var error = Assert.Throws<InvalidOperationException>(() => lowering.Lower(Exp(new Symbol("stray", Dimension.None, SymbolKind.State))));
        Assert.Contains("'stray'", error.Message);
    }

    private static (double Value, KernelLowering Lowering) Value(Expr formula)
    {
        var lowering = new KernelLowering(isSingle: false);
        return (Assert.Single(LoweredKernel.Values(lowering, lowering.Prepare([formula]), Point)), lowering);
    }
}
