namespace Neuropil.Tests.Engine.Twin;

/// <summary>A number in SI units and its slope against one variable: d(f g) = f dg + g df, and so on (forward differentiation).</summary>
internal readonly record struct TwinValue(double Number, double Slope)
{
    public bool IsTrue => Number != 0;

    public static TwinValue Truth(bool value) => new(value ? 1 : 0, 0);

    /// <summary>e^x - 1 = 2 sinh(x/2) e^(x/2), without cancellation.</summary>
    public static double Expm1(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    /// <summary>(e^x - 1)/x, 1 at zero.</summary>
    public static double Exprel(double x) => x == 0 ? 1 : Expm1(x) / x;

    /// <summary>The value of an operator of as many operands as it takes.</summary>
    public static TwinValue Of(Operator @operator, TwinValue a, TwinValue b, TwinValue c)
    {
        double x = a.Number;
        return @operator switch
        {
            Operator.Add => new(x + b.Number, a.Slope + b.Slope),
            Operator.Subtract => new(x - b.Number, a.Slope - b.Slope),
            Operator.Multiply => new(x * b.Number, (a.Slope * b.Number) + (x * b.Slope)),
            Operator.Divide => new(x / b.Number, (a.Slope / b.Number) - (x * b.Slope / (b.Number * b.Number))),
            Operator.Negate => new(-x, -a.Slope),
            Operator.Power => Chain(a, Math.Pow(x, b.Number), b.Number * Math.Pow(x, b.Number - 1)),
            Operator.Sqrt => Chain(a, Math.Sqrt(x), 0.5 / Math.Sqrt(x)),
            Operator.Exp => Chain(a, Math.Exp(x), Math.Exp(x)),
            Operator.Expm1 => Chain(a, Expm1(x), Math.Exp(x)),
            Operator.Exprel => Chain(a, Exprel(x), x == 0 ? 0.5 : (Math.Exp(x) - Exprel(x)) / x),
            Operator.Log => Chain(a, Math.Log(x), 1 / x),
            Operator.Sin => Chain(a, Math.Sin(x), Math.Cos(x)),
            Operator.Cos => Chain(a, Math.Cos(x), -Math.Sin(x)),
            Operator.Tanh => Chain(a, Math.Tanh(x), 1 - (Math.Tanh(x) * Math.Tanh(x))),
            Operator.Abs => Chain(a, Math.Abs(x), x < 0 ? -1 : 1),
            Operator.Floor => new(Math.Floor(x), 0),
            Operator.Min => x < b.Number ? a : b,
            Operator.Max => x > b.Number ? a : b,
            Operator.Held => new(x, 0),
            Operator.Less => Truth(x < b.Number),
            Operator.LessOrEqual => Truth(x <= b.Number),
            Operator.Equal => Truth(x == b.Number),
            Operator.And => Truth(a.IsTrue && b.IsTrue),
            Operator.Or => Truth(a.IsTrue || b.IsTrue),
            Operator.Not => Truth(!a.IsTrue),
            Operator.Select => a.IsTrue ? b : c,
            _ => throw new NotSupportedException($"The twin does not know {@operator}."),
        };
    }

    private static TwinValue Chain(TwinValue inner, double value, double slope) => new(value, slope * inner.Slope);
}
