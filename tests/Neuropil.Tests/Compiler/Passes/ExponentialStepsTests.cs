using Neuropil.Compiler;
using Neuropil.Tests.Equations;
using static Neuropil.Functions;
using static Neuropil.Tests.Compiler.Passes.Ingredients;
using static Neuropil.Units;

namespace Neuropil.Tests.Compiler.Passes;

/// <summary>An exponential Euler step of a linear equation is a node, which takes the form y + exprel(z) (dt b + z y).</summary>
public class ExponentialStepsTests
{
    [Fact]
    public void A_gate_needs_each_rate_once_besides_their_sum()
    {
        var (opening, closing) = (Exp(Potential / (10 * mV)) / ms, Exp(-Potential / (20 * mV)) / ms);
        var before = Step(Gate, (opening * (1 - Gate)) - (closing * Gate));
        var after = Rewritten(before);
        Assert.True(IsLinearForm(after, Gate));
        FormulaOperations.AssertSameValue(before, after, Point);

        // After all passes: two operations a rate, three for z, exprel(z), dt opening, z held, z m, their sum, and the two of the step.
        var prepared = Assert.Single(new KernelLowering(isSingle: false).Prepare([before]));
        Assert.Equal(4 + 3 + 1 + 1 + 1 + 1 + 1 + 2, FormulaOperations.CountOfState(prepared));
        FormulaOperations.AssertSameValue(before, prepared, Point);
    }

    [Fact]
    public void A_membrane_needs_no_driving_forces()
    {
        var before = Step(Potential, ((Maximum * Gate * (Reversal - Potential)) + (2 * Maximum * X * ((50 * mV) - Potential))) / TotalCapacitance);
        var after = Rewritten(before);
        Assert.True(IsLinearForm(after, Potential));
        Assert.DoesNotContain(Dependence.Nodes(after), node => node is OperationExpr { Operator: Operator.Subtract }
            && ReferenceEquals(node.Operands[1], Potential));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_decay_has_no_constant_part()
    {
        var before = Step(X, -X / (5 * ms));
        var after = Rewritten(before);
        Assert.True(IsLinearForm(after, X));
        Assert.Equal(1, FormulaOperations.Count(Operator.Add, after));
        FormulaOperations.AssertSameValue(before, after, Point);
    }

    [Fact]
    public void A_gate_that_is_a_factor_of_another_equation_is_linear_in_its_own()
    {
        var before = Step(X, (Tanh(Gate * Potential / mV) - (X * Abs(Gate))) / ms);
        Assert.True(IsLinearForm(Rewritten(before), X));
        FormulaOperations.AssertSameValue(before, Rewritten(before), Point);
    }

    [Fact]
    public void A_step_without_slope_is_one_of_Euler()
    {
        var step = Step(X, Gate / ms);
        Assert.DoesNotContain(Dependence.Nodes(step), node => node is ExponentialStepExpr or OperationExpr { Operator: Operator.Exprel });
        FormulaOperations.AssertSameValue(X + (Symbol.TimeStep * Gate / ms), step, Point);
    }

    [Fact]
    public void Putting_something_in_the_place_of_what_is_held_leaves_the_step_exact()
    {
        // A conductance that follows the potential itself: the potential's equation is linear for a given conductance.
        var conductance = new Symbol("g", Conductance.Dimension, SymbolKind.State);
        var before = Step(Potential, conductance * (Reversal - Potential) / TotalCapacitance);
        var after = Substitution.Replace(before, new Dictionary<Symbol, Expr> { [conductance] = Maximum * Exp(Potential / (20 * mV)) });
        Assert.IsType<ExponentialStepExpr>(after);
        Assert.True(IsLinearForm(Rewritten(after), Potential));
        FormulaOperations.AssertSameValue(after, Rewritten(after), Point);
    }

    [Fact]
    public void The_step_is_the_solution_of_its_equation()
    {
        var step = new ExponentialStepExpr(X, 3 / ms, -2 / ms, Symbol.TimeStep);
        Assert.Equal(1.5 + ((0.25 - 1.5) * Math.Exp(-2 * 0.7)), Values.InSi(step, (X, 0.25), (Symbol.TimeStep, 0.7e-3)), 1e-15);
        Assert.Equal("x + dt*exprel(dt*-2 kHz)*(3 kHz + -2 kHz*x)", step.ToString());
    }

    public static TheoryData<string> Nonlinear() => new(Equations.Keys);

    [Theory]
    [MemberData(nameof(Nonlinear))]
    public void A_step_that_is_not_linear_in_its_variable_is_left_alone(string which)
    {
        var before = Step(X, Equations[which] / ms);
        Assert.Contains(Dependence.Nodes(before), node => node is OperationExpr { Operator: Operator.Exprel });
        Assert.DoesNotContain(Dependence.Nodes(before), node => node is ExponentialStepExpr);
        Assert.Same(before, Rewritten(before));
    }

    private static readonly Dictionary<string, Expr> Equations = new()
    {
        ["a square"] = (X * X) - X,
        ["a quotient"] = (1 / X) - X,
        ["a function"] = Sin(X) - X,
        ["a floor, whose derivative is zero"] = Floor(X) - X,
        ["a comparison, whose derivative is zero"] = Select(X < 1, 2.0, 3.0) - X,
        ["a term that is held over the step"] = Held(X) - (2 * X),
    };

    private static Expr Step(Symbol variable, Expr derivative)
        => new StructuralSharing().Rewrite(Integrators.ExponentialEuler.Step([(variable, derivative)], [variable], [])[variable]);

    private static Expr Rewritten(Expr step) => new ExponentialSteps().Rewrite(step);

    private static bool IsLinearForm(Expr step, Symbol y)
        => step is OperationExpr { Operator: Operator.Add,
            Operands: [Symbol first,
            OperationExpr { Operator: Operator.Multiply, Operands: [OperationExpr { Operator: Operator.Exprel } exprel, var increment] }] }
            && ReferenceEquals(first, y)
            && Dependence.Nodes(increment)
                .Any(node => node is OperationExpr { Operator: Operator.Multiply, Operands: [OperationExpr { Operator: Operator.Held } held, Symbol] }
                && ReferenceEquals(held.Operands[0], exprel.Operands[0]));
}
