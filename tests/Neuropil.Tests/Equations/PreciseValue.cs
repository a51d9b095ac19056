using Neuropil.Tests.Compiler.Functions;

namespace Neuropil.Tests.Equations;

/// <summary>
/// The value of an expression in 220-bit arithmetic, in SI units, and a bound on how far a computation in double precision may be from it: each
/// number and each operation is taken to err by 2^-48 of its size, and errors of operands are passed on.
/// </summary>
internal sealed class PreciseValue
{
    private readonly Dictionary<Expr, (BigFloat Value, double Bound)?> done = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expr, (BigFloat, double)> inputs = new(ReferenceComparer.Instance);

    private PreciseValue((Expr Input, double Si)[] at)
    {
        foreach (var (input, si) in at)
        {
            inputs[input] = Number(si);
        }
    }

    /// <summary>The value and the bound, or null where the expression has no value (log of a negative number), is too large, or stands at a jump.</summary>
    public static (BigFloat Value, double Bound)? Of(Expr expression, params (Expr Input, double Si)[] at) => new PreciseValue(at).Visit(expression);

    /// <summary>The same with one input at a value of more digits than a double has.</summary>
    public static (BigFloat Value, double Bound)? Of(Expr expression, (Expr Input, double Si)[] at, Expr moved, BigFloat value)
    {
        var precise = new PreciseValue(at);
        precise.inputs[moved] = (value, Size(value) * Unit);
        return precise.Visit(expression);
    }

    private static double Unit => Math.ScaleB(1, -48);

    private (BigFloat Value, double Bound)? Visit(Expr expression)
    {
        if (!done.TryGetValue(expression, out var known))
        {
            known = expression switch
            {
                _ when inputs.TryGetValue(expression, out var given) => given,
                ConstantExpr constant => Number(constant.Value.SiValue),
                ParameterExpr parameter => Number(parameter.Parameter.UniformSi),
                OperationExpr operation => Operation(operation),
                ExponentialStepExpr step => Visit(step.Formula),
                _ => throw new KeyNotFoundException($"No value was given for '{expression}'."),
            };
            known = known is { } value && (Math.Abs(value.Value.ToDouble()) > 1e60 || value.Bound > 1e60) ? null : known;
            done[expression] = known;
        }

        return known;
    }

    private static (BigFloat, double) Number(double value) => (value, Math.Abs(value) * Unit);

    private (BigFloat, double)? Operation(OperationExpr operation)
    {
        var operands = operation.Operands.Select(Visit).ToArray();
        if (operation.Operator == Operator.Select)
        {
            return operands[0] is not { } condition ? null : condition.Value.IsZero ? operands[2] : operands[1];
        }

        if (Array.Exists(operands, operand => operand is null))
        {
            return null;
        }

        var (a, da) = operands[0]!.Value;
        var (b, db) = operands.Length > 1 ? operands[1]!.Value : (BigFloat.Zero, 0);
        switch (operation.Operator)
        {
            case Operator.Add:
                return Rounded(a + b, da + db);
            case Operator.Subtract:
                return Rounded(a - b, da + db);
            case Operator.Multiply:
                return Rounded(a * b, (Size(a) * db) + (Size(b) * da) + (da * db));
            case Operator.Divide:
                return Size(b) <= 2 * db ? null : Rounded(a / b, (da + (Size(a / b) * db)) / (Size(b) - db));
            case Operator.Negate:
                return (-a, da);
            case Operator.Held:
                return (a, da);
            case Operator.Abs:
                return (a < BigFloat.Zero ? -a : a, da);
            case Operator.Min:
                return (a < b ? a : b, Math.Max(da, db));
            case Operator.Max:
                return (a > b ? a : b, Math.Max(da, db));
            case Operator.Less or Operator.LessOrEqual or Operator.Equal:
                return Comparison(operation.Operator, a - b, da + db);
            case Operator.And:
                return (a.IsZero || b.IsZero ? 0 : 1, 0);
            case Operator.Or:
                return (a.IsZero && b.IsZero ? 0 : 1, 0);
            case Operator.Not:
                return (a.IsZero ? 1 : 0, 0);
            default:
                return Function(operation, a, da);
        }
    }

    // Where rounding could decide a comparison there is no answer.
    private static (BigFloat, double)? Comparison(Operator @operator, BigFloat difference, double bound)
    {
        if (Size(difference) <= bound && bound > 0)
        {
            return null;
        }

        bool holds = @operator switch { Operator.Less => difference < BigFloat.Zero, Operator.Equal => difference.IsZero, _ => !(difference > BigFloat.Zero) };
        return (holds ? 1 : 0, 0);
    }

    // The error of the argument is passed on by looking at both ends.
    private static (BigFloat, double)? Function(OperationExpr operation, BigFloat a, double da)
    {
        if (Value(operation, a) is not { } value || Value(operation, a + (BigFloat)da) is not { } above || Value(operation, a - (BigFloat)da) is not { } below)
        {
            return null;
        }

        // The phase of an angle that is known to a tenth of a turn only is unknown.
        if (operation.Operator is Operator.Sin or Operator.Cos && da > 0.1)
        {
            return null;
        }

        double spread = Math.Max(Size(above - value), Size(below - value));
        return operation.Operator == Operator.Floor && spread > 0 ? null : Rounded(value, 2 * spread);
    }

    private static BigFloat? Value(OperationExpr operation, BigFloat x)
    {
        bool isLarge = Size(x) > 200;
        switch (operation.Operator)
        {
            case Operator.Exp:
                return isLarge ? null : ReferenceFunctions.Exp(x);
            case Operator.Expm1:
                return isLarge ? null : ReferenceFunctions.Expm1(x);
            case Operator.Exprel:
                return isLarge ? null : ReferenceFunctions.Exprel(x);
            case Operator.Bernoulli:
                return isLarge ? null : ReferenceFunctions.Bernoulli(x);
            case Operator.Tanh:
                return isLarge ? null : ReferenceFunctions.Tanh(x);
            case Operator.Log:
                return x > BigFloat.Zero ? ReferenceFunctions.Log(x) : null;
            case Operator.Sin:
                return Size(x) > 1e9 ? null : ReferenceFunctions.Sin(x);
            case Operator.Cos:
                return Size(x) > 1e9 ? null : ReferenceFunctions.Cos(x);
            case Operator.Sqrt:
                return Power(x, 0.5);
            case Operator.Power:
                return Power(x, ((ConstantExpr)operation.Operands[1]).Value.SiValue);
            case Operator.Floor:
                return isLarge && Size(x) > 1e15 ? null : Floor(x);
            default:
                throw new NotSupportedException(operation.Operator.ToString());
        }
    }

    private static BigFloat? Power(BigFloat x, double exponent)
    {
        if (exponent == Math.Round(exponent))
        {
            if (exponent < 0)
            {
                return x.IsZero ? null : BigFloat.One / Power(x, -exponent)!.Value;
            }

            var product = BigFloat.One;
            for (int i = 0; i < exponent; i++)
            {
                product *= x;
            }

            return product;
        }

        return x > BigFloat.Zero ? ReferenceFunctions.Pow(x, exponent) : null;
    }

    private static BigFloat Floor(BigFloat x)
    {
        var nearest = new BigFloat(x.Round(), 0);
        return nearest > x ? nearest - BigFloat.One : nearest;
    }

    private static (BigFloat, double) Rounded(BigFloat value, double bound) => (value, bound + (Size(value) * Unit));

    private static double Size(BigFloat value) => Math.Abs(value.ToDouble());
}
