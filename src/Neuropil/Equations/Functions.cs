namespace Neuropil;

/// <summary>The functions of expressions, for <c>using static Neuropil.Functions;</c>. Arguments that must be pure numbers throw otherwise.</summary>
public static class Functions
{
    /// <summary>e^x.</summary>
    public static Expr Exp(Expr x) => OperationExpr.Make(Operator.Exp, x);

    /// <summary>e^x - 1, accurate for small x.</summary>
    public static Expr Expm1(Expr x) => OperationExpr.Make(Operator.Expm1, x);

    /// <summary>(e^x - 1) / x, which is 1 at x = 0: the removable singularity of rate functions.</summary>
    public static Expr Exprel(Expr x) => OperationExpr.Make(Operator.Exprel, x);

    /// <summary>The natural logarithm.</summary>
    public static Expr Log(Expr x) => OperationExpr.Make(Operator.Log, x);

    /// <summary>x raised to a constant power.</summary>
    public static Expr Pow(Expr x, double exponent) => OperationExpr.Make(Operator.Power, x, exponent);

    /// <summary>The square root; its dimension is the square root of that of <paramref name="x"/>.</summary>
    public static Expr Sqrt(Expr x) => OperationExpr.Make(Operator.Sqrt, x);

    /// <summary>The sine of an angle in radians.</summary>
    public static Expr Sin(Expr x) => OperationExpr.Make(Operator.Sin, x);

    /// <summary>The cosine of an angle in radians.</summary>
    public static Expr Cos(Expr x) => OperationExpr.Make(Operator.Cos, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Expr Tanh(Expr x) => OperationExpr.Make(Operator.Tanh, x);

    /// <summary>The absolute value.</summary>
    public static Expr Abs(Expr x) => OperationExpr.Make(Operator.Abs, x);

    /// <summary>The largest integer not above x.</summary>
    public static Expr Floor(Expr x) => OperationExpr.Make(Operator.Floor, x);

    /// <summary>The smaller of two.</summary>
    public static Expr Min(Expr x, Expr y) => OperationExpr.Make(Operator.Min, x, y);

    /// <summary>The larger of two.</summary>
    public static Expr Max(Expr x, Expr y) => OperationExpr.Make(Operator.Max, x, y);

    /// <summary>x limited to [low, high].</summary>
    public static Expr Clip(Expr x, Expr low, Expr high) => Max(Min(x, high), low);

    /// <summary><paramref name="then"/> where the condition holds, else <paramref name="otherwise"/>; both are evaluated.</summary>
    public static Expr Select(Expr condition, Expr then, Expr otherwise) => OperationExpr.Make(Operator.Select, condition, then, otherwise);

    /// <summary>Whether two values are equal.</summary>
    public static Expr Equal(Expr x, Expr y) => OperationExpr.Make(Operator.Equal, x, y);

    /// <summary>
    /// x, held over the step: exponential Euler evaluates it at the old state and leaves it out of the linear part. The spike current of
    /// exponential integrate-and-fire cells is written so, since its slope is positive and explodes.
    /// </summary>
    public static Expr Held(Expr x) => OperationExpr.Make(Operator.Held, x);

    /// <summary>
    /// A value read from samples by time: sample k from k times the interval until the next one, zero before the first and after the last one's interval. The
    /// time may depend on <see cref="Symbol.Time"/> or <see cref="Symbol.StepStart"/>, but not on the cell.
    /// </summary>
    /// <exception cref="ArgumentException">The interval is not more than zero, or a sample is not finite.</exception>
    /// <exception cref="DimensionMismatchException">The time is no time.</exception>
    public static Expr Samples<TQuantity>(IReadOnlyList<TQuantity> samples, Time interval, Expr time)
        where TQuantity : struct, IQuantity<TQuantity>
        => Read(samples, interval, time.Required("The time of samples", Time.Dimension));

    /// <summary>
    /// The mean of such a value over a duration that begins at the time. Over a step, <see cref="Symbol.StepStart"/> and <see cref="Symbol.TimeStep"/>, what is
    /// injected is right whatever the interval and the step are; where one sample is in force all the time, it is that sample.
    /// </summary>
    /// <exception cref="ArgumentException">The interval is not more than zero, or a sample is not finite.</exception>
    /// <exception cref="DimensionMismatchException">The time or the duration is no time.</exception>
    public static Expr Samples<TQuantity>(IReadOnlyList<TQuantity> samples, Time interval, Expr time, Expr duration)
        where TQuantity : struct, IQuantity<TQuantity>
        => Read(
            samples, interval, time.Required("The time of samples", Time.Dimension), duration.Required("The duration of a mean of samples", Time.Dimension));

    private static LookupExpr Read<TQuantity>(IReadOnlyList<TQuantity> samples, Time interval, params Expr[] operands)
        where TQuantity : struct, IQuantity<TQuantity>
    {
        if (!(interval.SiValue > 0) || !double.IsFinite(interval.SiValue))
        {
            throw new ArgumentException($"The interval between samples is {interval}; expected more than 0 ms.", nameof(interval));
        }

        double[] values = [.. samples.Select(sample => sample.SiValue)];
        int bad = Array.FindIndex(values, sample => !double.IsFinite(sample));
        return bad >= 0
            ? throw new ArgumentException($"Sample {bad} is {values[bad]}: it must be finite.", nameof(samples))
            : new LookupExpr(values, TQuantity.Dimension, interval.SiValue, operands);
    }
}
