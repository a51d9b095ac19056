using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>
/// Expressions as one function of numbers in kernel units, by the base library's functions in double precision. Compiled where the machine
/// allows it, which is some thirty times faster than the <see cref="ExpressionTape"/> that otherwise evaluates them.
/// </summary>
internal sealed class ScalarFunction
{
    // A power with a whole exponent up to this is a product: Math.Pow takes ten times as long.
    private const double LargestProduct = 16;

    private readonly Dictionary<Expr, int> inputs = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, int> uses = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, Expression> emitted = new(ReferenceComparer.Instance);
    private readonly List<ParameterExpression> locals = [];
    private readonly List<Expression> body = [];
    private readonly ParameterExpression given = Expression.Parameter(typeof(double[]), "inputs");
    private readonly ParameterExpression results = Expression.Parameter(typeof(double[]), "results");
    private readonly Action<double[], double[]> evaluate;

    /// <summary>The function that gives the expressions' values from those of the symbols, both in the order given; a truth value is 1 or 0.</summary>
    public ScalarFunction(IEnumerable<Expr> expressions, IReadOnlyList<Symbol> symbols)
    {
        for (int i = 0; i < symbols.Count; i++)
        {
            inputs[symbols[i]] = i;
        }

        var sharing = new StructuralSharing();
        var shared = expressions.Select(sharing.Rewrite).ToList();
        Count = shared.Count;
        evaluate = RuntimeFeature.IsDynamicCodeCompiled ? Compile(shared) : Interpret(shared);
    }

    /// <summary>The number of results.</summary>
    public int Count { get; }

    /// <summary>Evaluates all expressions.</summary>
    public void Evaluate(double[] values, double[] output) => evaluate(values, output);

    private Action<double[], double[]> Interpret(List<Expr> expressions)
    {
        var tape = new ExpressionTape(expressions);
        int[] from = tape.Inputs.Select(input => inputs[input]).ToArray();
        double[] taken = new double[from.Length];
        return (values, output) =>
        {
            for (int i = 0; i < from.Length; i++)
            {
                taken[i] = values[from[i]];
            }

            tape.Evaluate(taken, output);
        };
    }

    private Action<double[], double[]> Compile(List<Expr> expressions)
    {
        expressions.ForEach(CountUses);
        for (int i = 0; i < expressions.Count; i++)
        {
            var value = Value(expressions[i]);
            body.Add(Expression.Assign(
                Expression.ArrayAccess(results, Expression.Constant(i)),
                expressions[i].IsCondition ? Expression.Condition(value, Expression.Constant(1.0), Expression.Constant(0.0)) : value));
        }

        body.Add(Expression.Empty());
        return Expression.Lambda<Action<double[], double[]>>(Expression.Block(locals, body), given, results).Compile();
    }

    private void CountUses(Expr expression)
    {
        uses[expression] = uses.GetValueOrDefault(expression) + 1;
        if (uses[expression] == 1)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            foreach (var operand in expression.Operands)
            {
                CountUses(operand);
            }
        }
    }

    // What is used once stands where it is used; the rest has a local variable.
    private Expression Value(Expr expression)
    {
        if (emitted.TryGetValue(expression, out var known))
        {
            return known;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = expression switch
        {
            ConstantExpr constant => Expression.Constant(KernelUnits.FromSi(constant.Value.SiValue, constant.Dimension)),
            OperationExpr operation => Operation(operation),
            Symbol => (Expression)Expression.ArrayIndex(given, Expression.Constant(inputs[expression])),
            _ => throw new NotSupportedException($"'{expression}' has no value in a function of numbers."),
        };
        if (value is not ConstantExpression && uses[expression] > 1)
        {
            var local = Expression.Variable(value.Type);
            locals.Add(local);
            body.Add(Expression.Assign(local, value));
            value = local;
        }

        emitted[expression] = value;
        return value;
    }

    private Expression Operation(OperationExpr operation)
    {
        var a = Value(operation.Operands[0]);
        if (operation.Operator == Operator.Power)
        {
            double exponent = ConstantExpr.NumberIn(operation.Operands[1])!.Value;
            return Math.Abs(exponent) <= LargestProduct && exponent == Math.Floor(exponent)
                ? Expression.Call(typeof(ScalarFunction), nameof(WholePower), null, a, Expression.Constant((int)exponent))
                : Expression.Call(typeof(Math), nameof(Math.Pow), null, a, Expression.Constant(exponent));
        }

        var b = operation.Operands.Count > 1 ? Value(operation.Operands[1]) : null;
        return operation.Operator switch
        {
            Operator.Add => Expression.Add(a, b!),
            Operator.Subtract => Expression.Subtract(a, b!),
            Operator.Multiply => Expression.Multiply(a, b!),
            Operator.Divide => Expression.Divide(a, b!),
            Operator.Negate => Expression.Negate(a),
            Operator.Held => a,
            Operator.Expm1 or Operator.Exprel or Operator.Bernoulli => Expression.Call(typeof(AccurateMath), operation.Operator.ToString(), null, a),
            Operator.Less => Expression.LessThan(a, b!),
            Operator.LessOrEqual => Expression.LessThanOrEqual(a, b!),
            Operator.Equal => Expression.Equal(a, b!),
            Operator.And => Expression.And(a, b!),
            Operator.Or => Expression.Or(a, b!),
            Operator.Not => Expression.Not(a),
            Operator.Min => Expression.Call(typeof(ScalarFunction), nameof(Smaller), null, a, b!),
            Operator.Max => Expression.Call(typeof(ScalarFunction), nameof(Larger), null, a, b!),
            Operator.Select => Expression.Condition(a, b!, Value(operation.Operands[2])),
            _ => Expression.Call(typeof(Math), operation.Operator.ToString(), null, a),
        };
    }

    private static double Smaller(double a, double b) => a < b ? a : b;

    private static double Larger(double a, double b) => a > b ? a : b;

    private static double WholePower(double x, int exponent)
    {
        double product = 1;
        for (int i = Math.Abs(exponent); i > 0; i--)
        {
            product *= x;
        }

        return exponent < 0 ? 1 / product : product;
    }
}
