namespace Neuropil.Compiler;

/// <summary>
/// e^x and its relatives, in exactly rounded primitives only, so that every SIMD width gives the same bits.
/// <para>
/// The argument is reduced to x = k ln 2 + r, |r| &lt;= ln(2)/2, with ln 2 in two parts: x - k hi is exact in one fused operation, because k hi is a
/// multiple of 2^-53 (hi is ln 2 rounded) and x one of 2^-54 wherever k is not zero. Then e^x = 2^k e^r with e^r - 1 = r + r^2 q(r), of degree 11
/// (6 in single), minimax coefficients from tests/references/functions/remez.py. Every scale is 2^(k-1), which exists for the largest k too (1024,
/// where 2^k does not), and the factor 2 is put back at the end.
/// </para>
/// Errors are in units of the last place, promised and, in brackets, the largest measured (docs/decisions/0002-elementary-functions.md).
/// </summary>
internal static class Exponentials
{
    /// <summary>
    /// 2 e^r = 2 + 2 r + 2 c2 r^2 + ...: row "exp" of remez.py, each entry doubled (which is exact). Error 2^-57.9 (double), 2^-28.3 (single).
    /// </summary>
    private static readonly double[] TwiceExpDouble =
    [
        2, 2, 2 * 0.5000000000000011, 2 * 0.16666666666666421, 2 * 0.041666666666527, 2 * 0.008333333333488473, 2 * 0.0013888888944328871,
        2 * 0.00019841269519871896, 2 * 2.480149246806718e-05, 2 * 2.755757432087879e-06, 2 * 2.763044889634683e-07, 2 * 2.500391082736364e-08,
    ];

    private static readonly double[] TwiceExpSingle =
    [
        2, 2, 2 * 0.4999999403953552, 2 * 0.1666652113199234, 2 * 0.04166825860738754, 2 * 0.008368670009076595, 2 * 0.0013821356697008014,
    ];

    /// <summary>
    /// q(r) = c2 + c3 r + ...: row "expm1" of remez.py. Error relative to e^r - 1 2^-55.5 (double), 2^-26.1 (single). The double row takes up part
    /// of the known error of r at k = +-1 (the script says how): 1.6 ulps instead of 2.2.
    /// </summary>
    private static readonly double[] QuotientDouble =
    [
        0.5000000000000006, 0.16666666666666638, 0.0416666666665738, 0.00833333333338659, 0.00138888889322972,
        0.00019841269726394132, 2.4801504557053475e-05, 2.7557400272787723e-06, 2.7626279876416967e-07, 2.5056243093748595e-08,
    ];

    private static readonly double[] QuotientSingle =
    [
        0.4999999701976776, 0.1666654348373413, 0.041667498648166656, 0.008366533555090427, 0.0013864871580153704,
    ];

    /// <summary>
    /// e^x. Error at most 1 ulp [0.85], single 1 [0.87]. Results from 2^1024 (2^128) are infinite; results below 2^-1021.5 = 3.2e-308
    /// (2^-125.5 = 1.7e-38) are flushed to zero, which includes all subnormal ones. 19 operations (14 of them fused), single 14. Horner's form is one
    /// operation shorter here than any scheme that needs r^2.
    /// </summary>
    public static TValue Exp<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (r, scale) = Reduce(on, Clamp(on, x));
        return OfReduced(on, r, scale);
    }

    /// <summary>e^(x + rest) where rest is at most a few units in the last place of x. One operation more than <see cref="Exp"/>.</summary>
    public static TValue ExpOfSum<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue rest)
    {
        var (r, scale) = Reduce(on, Clamp(on, x));
        return OfReduced(on, on.Add(r, rest), scale);
    }

    /// <summary>
    /// e^x - 1, also near zero, with the sign of x (and so of zero). Error at most 2 ulps [1.61], single 2 [1.63]. Results from 2^1024 (2^128) are
    /// infinite. 22 operations, single 17.
    /// </summary>
    public static TValue Expm1<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (half, _) = HalfExpm1(on, Clamp(on, x));
        return on.CopySign(on.Add(half, half), x);
    }

    /// <summary>
    /// (e^x - 1)/x, 1 at zero: the step factor of exponential Euler, and the smooth form of every v/(e^v - 1) rate. Error at most 2.5 ulps [1.97],
    /// single 2.5 [1.90]. Infinite from x = 709.79 (88.73) on, a little before the quotient itself overflows (716.4). 24 operations, one of them a
    /// division; single 19.
    /// </summary>
    public static TValue Exprel<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var below = CapAbove(on, x);
        var (half, tiny) = HalfExpm1(on, CapBelow(on, below));
        return on.Select(tiny, on.Constant(1), on.Divide(on.Add(half, half), below));
    }

    /// <summary>
    /// x/(e^x - 1) = 1/exprel(x), 1 at zero, -x far below it: the Bernoulli function, which a rate c/exprel(x) becomes so as to divide once.
    /// Error at most 2.5 ulps [2.06], single 2.5 [2.05]. Zero from x = 709.79 (88.73) on, where the true value is below 4e-306 (3e-37).
    /// 24 operations, one of them a division; single 19.
    /// </summary>
    public static TValue Bernoulli<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var below = CapAbove(on, x);
        var (half, tiny) = HalfExpm1(on, CapBelow(on, below));
        return on.Select(tiny, on.Constant(1), on.Divide(below, on.Add(half, half)));
    }

    /// <summary>
    /// The hyperbolic tangent, with the sign of x: with h = (e^(-2|x|) - 1)/2, which cannot overflow, tanh |x| = -h/(1 + h). Error at most
    /// 3 ulps [2.51], single 3 [2.49]. 24 operations, one of them a division; single 19.
    /// </summary>
    public static TValue Tanh<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (half, _) = HalfExpm1(on, CapBelow(on, on.Multiply(on.Absolute(x), on.Constant(-2))));
        return on.CopySign(on.Divide(half, on.Add(on.Constant(1), half)), x);
    }

    /// <summary>
    /// (e^x - 1)/2 for a clamped x, and where x is so small that its square vanishes (there the half of a subnormal number may have been rounded).
    /// 2^(k-1) (e^r - 1) + (2^(k-1) - 1/2) has one rounding; the polynomial splits into even and odd powers, which costs nothing since r^2 is needed.
    /// </summary>
    private static (TValue Half, TMask Tiny) HalfExpm1<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (r, scale) = Reduce(on, x);
        var square = on.Multiply(r, r);
        var quotient = Polynomial.EvenOdd(on, r, square, on.IsSingle ? QuotientSingle : QuotientDouble);
        var expm1 = on.FusedMultiplyAdd(square, quotient, r);
        var half = on.FusedMultiplyAdd(scale, expm1, on.Subtract(scale, on.Constant(0.5)));
        return (half, on.Equal(square, on.Constant(0)));
    }

    private static TValue OfReduced<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue r, TValue scale) =>
        on.Multiply(Polynomial.Horner(on, r, on.IsSingle ? TwiceExpSingle : TwiceExpDouble), scale);

    /// <summary>r and 2^(k-1) of x = k ln 2 + r. Adding 1.5 2^52 rounds to the integer k and leaves its bits where the shift finds them.</summary>
    private static (TValue Remainder, TValue Scale) Reduce<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var magic = on.Constant(on.IsSingle ? (3 << 22) + 126 : (3L << 51) + 1022);
        var shifted = on.FusedMultiplyAdd(x, on.Constant(on.IsSingle ? 1.4426950216293335 : 1.4426950408889634), magic);
        var k = on.Subtract(shifted, magic);
        var r = on.FusedMultiplyAdd(k, on.Constant(on.IsSingle ? -0.6931471824645996 : -0.6931471805599453), x);
        r = on.FusedMultiplyAdd(k, on.Constant(on.IsSingle ? 1.9046542121259336e-09 : -2.3190468138462996e-17), r);
        return (r, on.ShiftIntoExponent(shifted));
    }

    private static TValue Clamp<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x) => CapBelow(on, CapAbove(on, x));

    /// <summary>Above the cap e^x overflows, and k stays 1024 (128). A NaN passes, since the comparison returns its second operand then.</summary>
    private static TValue CapAbove<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x) => on.Minimum(on.Constant(on.IsSingle ? 89 : 710), x);

    /// <summary>At this bound k is -1022 (-126), so that the shifted exponent field is zero: the scale itself is 0.</summary>
    private static TValue CapBelow<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x) => on.Maximum(on.Constant(on.IsSingle ? -87.5 : -708.5), x);
}
