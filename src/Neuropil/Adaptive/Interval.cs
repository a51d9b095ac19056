namespace Neuropil.Adaptive;

/// <summary>All numbers from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>All numbers.</summary>
    public static readonly Interval Everything = new(double.NegativeInfinity, double.PositiveInfinity);

    private static readonly Interval eitherTruth = new(0, 1);

    /// <summary>The number alone.</summary>
    public static Interval Point(double value) => new(value, value);

    /// <summary>The values of an operator for operands from the given intervals, and perhaps more.</summary>
    public static Interval Of(Operator @operator, Interval a, Interval b, Interval c)
    {
        // Where a value may be no number (the root of a negative one), nothing is known of it.
        var bounds = Bounds(@operator, a, b, c);
        return double.IsNaN(bounds.Low) || double.IsNaN(bounds.High) ? Everything : bounds;
    }

    private static Interval Bounds(Operator @operator, Interval a, Interval b, Interval c) => @operator switch
    {
        Operator.Add => new(a.Low + b.Low, a.High + b.High),
        Operator.Subtract => new(a.Low - b.High, a.High - b.Low),
        Operator.Multiply => Hull(Product(a.Low, b.Low), Product(a.Low, b.High), Product(a.High, b.Low), Product(a.High, b.High)),
        Operator.Divide => b.Low <= 0 && b.High >= 0 ? Everything : Hull(a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High),
        Operator.Negate => new(-a.High, -a.Low),
        Operator.Power => Power(a, b.Low),
        Operator.Bernoulli => new(AccurateMath.Bernoulli(a.High), AccurateMath.Bernoulli(a.Low)),
        Operator.Sin => Sine(a),
        Operator.Cos => Sine(new(a.Low + (Math.PI / 2), a.High + (Math.PI / 2))),
        Operator.Abs => a.Low >= 0 ? a : a.High <= 0 ? new(-a.High, -a.Low) : new(0, Math.Max(-a.Low, a.High)),
        Operator.Min => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        Operator.Max => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        Operator.Less => Truth(a.High < b.Low, a.Low >= b.High),
        Operator.LessOrEqual => Truth(a.High <= b.Low, a.Low > b.High),
        Operator.Equal => Truth(a.Low == a.High && a == b, a.High < b.Low || b.High < a.Low),
        Operator.And => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        Operator.Or => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        Operator.Not => new(1 - a.High, 1 - a.Low),
        Operator.Select => a.Low != 0 ? b : a.High == 0 ? c : new(Math.Min(b.Low, c.Low), Math.Max(b.High, c.High)),

        // The others (exp, expm1, exprel, log, sqrt, tanh, floor, held) rise.
        _ => new(OperatorValue.Of(@operator, [a.Low]), OperatorValue.Of(@operator, [a.High])),
    };

    private static Interval Hull(double p, double q, double r, double s)
        => new(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));

    // Zero times an infinite bound is zero.
    private static double Product(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    private static Interval Truth(bool always, bool never) => always ? Point(1) : never ? Point(0) : eitherTruth;

    private static Interval Power(Interval a, double exponent)
    {
        if (exponent < 0)
        {
            return Of(Operator.Divide, Point(1), Power(a, -exponent), default);
        }

        var ends = Hull(Math.Pow(a.Low, exponent), Math.Pow(a.High, exponent), Math.Pow(a.Low, exponent), Math.Pow(a.High, exponent));
        return a.Low < 0 && a.High > 0 && exponent % 2 == 0 ? ends with { Low = 0 } : ends;
    }

    private static Interval Sine(Interval a)
    {
        var ends = Hull(Math.Sin(a.Low), Math.Sin(a.High), Math.Sin(a.Low), Math.Sin(a.High));
        return new(HasPoint(a, -Math.PI / 2) ? -1 : ends.Low, HasPoint(a, Math.PI / 2) ? 1 : ends.High);
    }

    // Whether a point of the lattice phase + 2 pi k lies in the interval.
    private static bool HasPoint(Interval a, double phase)
        => !(a.High - a.Low < 2 * Math.PI) || Math.Floor((a.High - phase) / (2 * Math.PI)) > Math.Floor((a.Low - phase) / (2 * Math.PI));
}
