namespace Neuropil.Compiler;

/// <summary>
/// The natural logarithm and its relatives, in exactly rounded primitives only.
/// <para>
/// The argument is f 2^e with f in [sqrt(1/2), sqrt(2)), so that log x = e ln 2 + log f. With g = f - 1 (exact) and s = g/(2 + g),
/// log f = 2 s + s R(s^2), written as g - (g^2/2 - s (g^2/2 + R)) so that the largest term is exact. The coefficients are the minimax rows
/// "log R" of tests/references/functions/remez.py: error relative to log f 2^-59.5 (double), 2^-28.4 (single).
/// </para>
/// Errors are in units of the last place, promised and, in brackets, the largest measured (docs/decisions/0002-elementary-functions.md).
/// </summary>
internal static class Logarithms
{
    private static readonly double[] Double =
    [
        0.6666666666666734, 0.3999999999941673, 0.2857142874200089, 0.22222198608183516, 0.18183562681330884, 0.15314089260816574, 0.14795589001506898,
    ];

    private static readonly double[] Single = [0.6666674017906189, 0.3997740149497986, 0.2992456555366516];

    /// <summary>
    /// log x; -infinity at zero, not a number below it; subnormal numbers are right. Error at most 1 ulp [0.79], single 1 [0.82].
    /// 39 operations, one of them a division; single 35.
    /// </summary>
    public static TValue Log<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (e, g) = Split(on, x);
        return WithLimits(on, x, OfSplit(on, e, g));
    }

    /// <summary>
    /// log(1 + x), also near zero, with the sign of x (and so of zero); -infinity at -1, not a number below it. The rounding error of 1 + x is found
    /// by Knuth's two-sum, scaled with the fraction and added to g. Error at most 1.5 ulps [1.15], single 1.5 [1.39]. 50 operations, single 46.
    /// </summary>
    public static TValue Log1p<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var one = on.Constant(1);
        var u = on.Add(one, x);
        var added = on.Subtract(u, one);
        var lost = on.Add(on.Subtract(one, on.Subtract(u, added)), on.Subtract(x, added));
        var (e, g) = Split(on, u);
        // The bound keeps the power normal; what 1 + x lost is nothing long before.
        var magic = on.Constant(on.IsSingle ? (3 << 22) + 127 : (3L << 51) + 1023);
        var scale = on.ShiftIntoExponent(on.Subtract(magic, on.Minimum(e, on.Constant(100))));
        return on.CopySign(WithLimits(on, u, OfSplit(on, e, on.FusedMultiplyAdd(lost, scale, g))), x);
    }

    /// <summary>e and g = f - 1 of a positive finite x = f 2^e, f in [sqrt(1/2), sqrt(2)). A subnormal x is scaled up to a normal one first.</summary>
    public static (TValue Exponent, TValue FractionLessOne) Split<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var one = on.Constant(1);
        var raise = on.IsSingle ? 25 : 54;
        var subnormal = on.Less(x, on.Constant(on.IsSingle ? 1.1754943508222875e-38 : 2.2250738585072014e-308));
        var normal = on.Select(subnormal, on.Multiply(x, on.Constant(on.IsSingle ? 1 << 25 : 1L << 54)), x);
        var e = on.Add(on.Exponent(normal), on.Select(subnormal, on.Constant(-raise), on.Constant(0)));
        var f = on.Fraction(normal);
        var high = on.Less(on.Constant(1.4142135381698608), f);
        e = on.Select(high, on.Add(e, one), e);
        f = on.Select(high, on.Multiply(f, on.Constant(0.5)), f);
        return (e, on.Subtract(f, one));
    }

    /// <summary>The logarithm where x is positive and finite; elsewhere what it tends to, or not a number.</summary>
    private static TValue WithLimits<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue logarithm)
    {
        var zero = on.Constant(0);
        var regular = on.And(on.Less(zero, x), on.Less(x, on.Constant(double.PositiveInfinity)));
        var limit = on.Select(on.Equal(x, zero), on.Constant(double.NegativeInfinity), on.Select(on.Less(x, zero), on.Constant(double.NaN), x));
        return on.Select(regular, logarithm, limit);
    }

    private static TValue OfSplit<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue e, TValue g)
    {
        var s = on.Divide(g, on.Add(g, on.Constant(2)));
        var z = on.Multiply(s, s);
        var r = on.Multiply(z, Polynomial.Horner(on, z, on.IsSingle ? Single : Double));
        var half = on.Multiply(on.Multiply(g, on.Constant(0.5)), g);
        var small = on.FusedMultiplyAdd(e, on.Constant(on.IsSingle ? -1.9046542121259336e-09 : 2.3190468138462996e-17), on.Multiply(s, on.Add(half, r)));
        var fraction = on.Subtract(g, on.Subtract(half, small));
        return on.FusedMultiplyAdd(e, on.Constant(on.IsSingle ? 0.6931471824645996 : 0.6931471805599453), fraction);
    }
}
