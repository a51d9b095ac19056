namespace Neuropil.Compiler;

/// <summary>
/// e^x and its relatives, in exactly rounded primitives only, so that every SIMD width gives the same bits.
/// <para>
/// The argument is reduced to x = k ln 2 + r, |r| &lt;= ln(2)/2, with ln 2 in two parts: x - k hi is exact in one fused operation, because k hi is a
/// multiple of 2^-53 (hi is ln 2 rounded) and so is x wherever k is not zero. Then e^x = 2^k e^r with e^r - 1 = r + r^2 q(r). The coefficients are
/// the minimax row, relative to e^r - 1, of tests/references/functions/remez.py: error 2^-55.5 (degree 11, double) and 2^-26.1 (degree 6,
/// single). Every scale is 2^(k-1), which exists for the largest k too (1024, where 2^k does not), and the factor 2 is put back at the end.
/// </para>
/// </summary>
internal static class Exponentials
{
    /// <summary>c2, c3, ... of e^r - 1 = r + c2 r^2 + c3 r^3 + ... in double.</summary>
    private static readonly double[] Double =
    [
        0.5000000000000006, 0.16666666666666594, 0.0416666666665738, 0.008333333333386197, 0.00138888889322972,
        0.0001984126972726201, 2.4801504557053553e-05, 2.7557399486244617e-06, 2.762627987634775e-07, 2.5056494534834187e-08,
    ];

    /// <summary>The same in single.</summary>
    private static readonly double[] Single =
    [
        0.4999999701976776, 0.1666654348373413, 0.041667498648166656, 0.008366533555090427, 0.0013864871580153704,
    ];

    /// <summary>
    /// e^x. Results from 2^1024 (2^128) are infinite; results below 2^-1021.5 = 3.2e-308 (2^-125.5 = 1.7e-38) are zero, which includes the subnormal ones.
    /// 19 operations (14 fused; the polynomial in Horner's form: it is one operation shorter there than any scheme with r^2); single 14.
    /// </summary>
    public static TValue Exp<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (r, scale) = Reduce(on, Clamp(on, x));
        return OfReduced(on, r, scale);
    }

    /// <summary>e^(x + rest) where rest is at most a few units in the last place of x.</summary>
    public static TValue ExpOfSum<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue rest)
    {
        var (r, scale) = Reduce(on, Clamp(on, x));
        return OfReduced(on, on.Add(r, rest), scale);
    }

    /// <summary>
    /// e^x - 1, also near zero, with the sign of x (and so of zero). Results from 2^1024 (2^128) are infinite. 22 operations; single 17.
    /// </summary>
    public static TValue Expm1<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (half, _) = HalfExpm1(on, Clamp(on, x));
        return on.CopySign(on.Add(half, half), x);
    }

    /// <summary>
    /// (e^x - 1)/x, 1 at zero: the step factor of exponential Euler, and the smooth form of every v/(e^v - 1) rate. Infinite from x = 709.79 (88.73) on.
    /// 24 operations, one of them a division; single 19.
    /// </summary>
    public static TValue Exprel<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var below = CapAbove(on, x);
        var (half, tiny) = HalfExpm1(on, CapBelow(on, below));
        return on.Select(tiny, on.Constant(1), on.Divide(on.Add(half, half), below));
    }

    /// <summary>
    /// x/(e^x - 1) = 1/exprel(x), 1 at zero, -x far below it: the Bernoulli function, which a rate c/exprel(x) becomes so as to divide once.
    /// Zero from x = 709.79 (88.73) on, where the true value is below 4e-306 (3e-37). 24 operations, one of them a division; single 19.
    /// </summary>
    public static TValue Bernoulli<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var below = CapAbove(on, x);
        var (half, tiny) = HalfExpm1(on, CapBelow(on, below));
        return on.Select(tiny, on.Constant(1), on.Divide(below, on.Add(half, half)));
    }

    /// <summary>
    /// The hyperbolic tangent, with the sign of x: with h = (e^(-2|x|) - 1)/2, which cannot overflow, tanh |x| = -h/(1 + h). 24 operations, one of them a division.
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
        var quotient = Polynomial.EvenOdd(on, r, square, on.IsSingle ? Single : Double);
        var expm1 = on.FusedMultiplyAdd(square, quotient, r);
        var half = on.FusedMultiplyAdd(scale, expm1, on.Subtract(scale, on.Constant(0.5)));
        return (half, on.Equal(square, on.Constant(0)));
    }

    /// <summary>2^k e^r from r and 2^(k-1): the factor 2 is in the coefficients, where doubling is exact and costs nothing.</summary>
    private static TValue OfReduced<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue r, TValue scale)
    {
        ReadOnlySpan<double> row = on.IsSingle ? Single : Double;
        Span<double> doubled = stackalloc double[row.Length + 2];
        doubled[0] = 2;
        doubled[1] = 2;
        for (var i = 0; i < row.Length; i++)
        {
            doubled[i + 2] = 2 * row[i];
        }
        return on.Multiply(Polynomial.Horner(on, r, doubled), scale);
    }

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
