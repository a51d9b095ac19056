using System.Runtime.CompilerServices;
using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The symbolic partial derivative of an expression by a symbol. Comparisons are constant almost everywhere, so that a selection's derivative
/// is the selection of the derivatives; what is <see cref="Operator.Held"/> has none.
/// </summary>
internal sealed class Derivative
{
    private readonly Symbol variable;
    private readonly Simplification simplification;
    private readonly Dictionary<Expr, Expr> done = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, bool> depends = new(ReferenceComparer.Instance);

    private Derivative(Symbol variable, Simplification simplification) => (this.variable, this.simplification) = (variable, simplification);

    /// <summary>d expression / d variable, simplified.</summary>
    public static Expr Of(Expr expression, Symbol variable) => Of(expression, variable, new Simplification());

    /// <summary>The same as a part of the graph that <paramref name="simplification"/> has made.</summary>
    public static Expr Of(Expr expression, Symbol variable, Simplification simplification)
        => simplification.Rewrite(new Derivative(variable, simplification).Visit(expression));

    private Expr Visit(Expr expression)
    {
        if (!done.TryGetValue(expression, out var result))
        {
            result = DependsOnVariable(expression) ? simplification.Rewrite(Differentiate(expression)) : Zero(expression);
            done[expression] = result;
        }

        return result;
    }

    private bool DependsOnVariable(Expr expression)
    {
        if (!depends.TryGetValue(expression, out bool result))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            result = ReferenceEquals(expression, variable) || expression.Operands.Any(DependsOnVariable);
            depends[expression] = result;
        }

        return result;
    }

    private Expr Differentiate(Expr expression)
    {
        if (ReferenceEquals(expression, variable))
        {
            return 1.0;
        }

        return expression switch
        {
            OperationExpr operation => Operation(operation),
            ExponentialStepExpr step => Visit(step.Formula),
            _ => Zero(expression),
        };
    }

    private Expr Operation(OperationExpr operation)
    {
        var x = operation.Operands[0];
        if (operation.Operator == Operator.Held || operation.IsCondition)
        {
            return Zero(operation);
        }

        if (operation.Operator == Operator.Select)
        {
            return Select(x, Visit(operation.Operands[1]), Visit(operation.Operands[2]));
        }

        var dx = Visit(x);
        if (operation.Operands.Count == 1)
        {
            return ConstantExpr.IsZero(dx) ? Zero(operation) : Slope(operation, x) * dx;
        }

        var y = operation.Operands[1];
        var dy = Visit(y);
        return operation.Operator switch
        {
            Operator.Add => dx + dy,
            Operator.Subtract => dx - dy,
            Operator.Multiply => (dx * y) + (x * dy),
            Operator.Divide => (dx / y) - (operation * dy / y),
            Operator.Power => ConstantExpr.NumberIn(y)!.Value * Pow(x, ConstantExpr.NumberIn(y)!.Value - 1) * dx,
            Operator.Min => Select(x < y, dx, dy),
            Operator.Max => Select(y < x, dx, dy),
            _ => throw new NotSupportedException($"The derivative of {operation.Operator} is not known."),
        };
    }

    // df/dx of a function of one argument, as a function of x and of the value f itself.
    private static Expr Slope(OperationExpr f, Expr x) => f.Operator switch
    {
        Operator.Negate => -1.0,
        Operator.Sqrt => 0.5 / f,
        Operator.Exp => f,
        Operator.Expm1 => Exp(x),
        Operator.Exprel => ExprelSlope(x),
        Operator.Bernoulli => -(f * f * ExprelSlope(x)),
        Operator.Log => 1 / x,
        Operator.Sin => Cos(x),
        Operator.Cos => -Sin(x),
        Operator.Tanh => 1 - (f * f),
        Operator.Abs => Select(x < new ConstantExpr(new Quantity(0, x.Dimension)), -1.0, 1.0),
        Operator.Floor => 0.0,
        _ => throw new NotSupportedException($"The derivative of {f.Operator} is not known."),
    };

    // exprel'(x) = (e^x - exprel(x)) / x, and its series 1/2 + x/3 + x^2/8 + x^3/30 where the quotient would cancel.
    private static Expr ExprelSlope(Expr x)
    {
        var series = 0.5 + (x * ((1.0 / 3) + (x * (0.125 + (x / 30)))));
        var safe = Select(Abs(x) < 1e-3, 1.0, x);
        return Select(Abs(x) < 1e-3, series, (Exp(safe) - Exprel(safe)) / safe);
    }

    private ConstantExpr Zero(Expr expression) => new ConstantExpr(new Quantity(0, expression.Dimension / variable.Dimension));
}
