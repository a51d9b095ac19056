namespace Neuropil.Compiler;

/// <summary>
/// Sine and cosine (radians) in exactly rounded primitives only.
/// <para>
/// x = m pi + r with |r| &lt;= pi/2, m an integer for the sine and a half-integer for the cosine, so that both are +-sin(r): one polynomial,
/// no choice between two. pi is taken in three parts (Cody and Waite); x - m hi is exact in one fused operation. The coefficients of
/// sin r = r + r^3 P(r^2) are the minimax row "sin P" of tests/references/functions/remez.py: error relative to sin r 2^-61.6 (double), 2^-27.1 (single).
/// </para>
/// Error at most 2.5 ulps [2.01], single 3 [2.84], for |x| &lt;= 1e12 (1e6 in single). Beyond, the result is not a number: the argument's own last
/// place is a part of the period by then (1e-4, 1e-2), so that a phase there is a mistake to be found.
/// </summary>
internal static class Sines
{
    private static readonly double[] Double =
    [
        -0.16666666666666666, 0.008333333333333208, -0.00019841269841213365, 2.7557319211743408e-06,
        -2.5052106921480015e-08, 1.6058941894539338e-10, -7.643043182720288e-13, 2.7216745442827356e-15,
    ];

    private static readonly double[] Single = [-0.16666659712791443, 0.008333067409694195, -0.00019809542573057115, 2.605409235911793e-06];

    /// <summary>sin x (+0 at -0). 24 operations; single 20.</summary>
    public static TValue Sin<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var k = on.RoundToEven(on.Multiply(x, Inverse(on)));
        return SineOfRest(on, x, k, on.FusedMultiplyAdd(Parity(on, k), on.Constant(-2), on.Constant(1)));
    }

    /// <summary>cos x. 25 operations; single 21.</summary>
    public static TValue Cos<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        // cos(r + k pi + pi/2) = -(-1)^k sin r.
        var k = on.RoundToEven(on.FusedMultiplyAdd(x, Inverse(on), on.Constant(-0.5)));
        return SineOfRest(on, x, on.Add(k, on.Constant(0.5)), on.FusedMultiplyAdd(Parity(on, k), on.Constant(2), on.Constant(-1)));
    }

    private static TValue Inverse<TValue, TMask>(IPrimitives<TValue, TMask> on) => on.Constant(on.IsSingle ? 0.31830987334251404 : 0.3183098861837907);

    /// <summary>1 for an odd integer, 0 for an even one: the distance from the nearest even integer.</summary>
    private static TValue Parity<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue k)
    {
        var pairs = on.RoundToEven(on.Multiply(k, on.Constant(0.5)));
        return on.Absolute(on.FusedMultiplyAdd(pairs, on.Constant(-2), k));
    }

    private static TValue SineOfRest<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue halfTurns, TValue sign)
    {
        var r = on.FusedMultiplyAdd(halfTurns, on.Constant(on.IsSingle ? -3.1415927410125732 : -3.141592653589793), x);
        r = on.FusedMultiplyAdd(halfTurns, on.Constant(on.IsSingle ? 8.742277657347586e-08 : -1.2246467991473532e-16), r);
        r = on.FusedMultiplyAdd(halfTurns, on.Constant(on.IsSingle ? 3.4302490200117637e-15 : 2.9947698097183397e-33), r);
        r = on.Multiply(r, sign);
        var z = on.Multiply(r, r);
        var sine = on.FusedMultiplyAdd(on.Multiply(r, z), Polynomial.Horner(on, z, on.IsSingle ? Single : Double), r);
        var meaningful = on.LessOrEqual(on.Absolute(x), on.Constant(on.IsSingle ? 1e6 : 1e12));
        return on.Select(meaningful, sine, on.Constant(double.NaN));
    }
}
