namespace Neuropil;

/// <summary>The value of an operator on numbers, by the base library and accurate formulas: the meaning that every backend is held to.</summary>
internal static class OperatorValue
{
    /// <summary>The value; conditions give 1 or 0.</summary>
    public static double Of(Operator @operator, ReadOnlySpan<double> operands)
    {
        double a = operands[0];
        double b = operands.Length > 1 ? operands[1] : 0;
        return @operator switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => a / b,
            Operator.Negate => -a,
            Operator.Power => Math.Pow(a, b),
            Operator.Sqrt => Math.Sqrt(a),
            Operator.Exp => Math.Exp(a),
            Operator.Expm1 => AccurateMath.Expm1(a),
            Operator.Exprel => AccurateMath.Exprel(a),
            Operator.Bernoulli => AccurateMath.Bernoulli(a),
            Operator.Log => Math.Log(a),
            Operator.Sin => Math.Sin(a),
            Operator.Cos => Math.Cos(a),
            Operator.Tanh => Math.Tanh(a),
            Operator.Abs => Math.Abs(a),
            Operator.Floor => Math.Floor(a),
            Operator.Min => a < b ? a : b,
            Operator.Max => a > b ? a : b,
            Operator.Held => a,
            Operator.Less => a < b ? 1 : 0,
            Operator.LessOrEqual => a <= b ? 1 : 0,
            Operator.Equal => a == b ? 1 : 0,
            Operator.And => a != 0 && b != 0 ? 1 : 0,
            Operator.Or => a != 0 || b != 0 ? 1 : 0,
            Operator.Not => a == 0 ? 1 : 0,
            Operator.Select => a != 0 ? b : operands[2],
            _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "Unknown operator."),
        };
    }
}
