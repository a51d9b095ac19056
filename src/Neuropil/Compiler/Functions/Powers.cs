namespace Neuropil.Compiler;

/// <summary>
/// Powers. The general one is e^(y log |x|) with the logarithm in two parts: a relative error 2^-53 of y log |x|, up to 709, would be 700 ulps
/// of the result. With s = g/(2 + g) in two parts, log f = 2 s + s (2/3 s^2 + s^4 Q(s^2)), whose last term is so small that one part of it does.
/// Q is the minimax row "log Q" of tests/references/functions/remez.py: error relative to log f 2^-73.5 (double), 2^-36.8 (single).
/// </summary>
internal static class Powers
{
    private static readonly double[] Double =
    [
        0.3999999999999998, 0.28571428571443797, 0.22222222217805326, 0.18181818841821884,
        0.15384558583368743, 0.13336258498776143, 0.11675901108878452, 0.11980772348271235,
    ];

    private static readonly double[] Single = [0.40000152587890625, 0.28547099232673645, 0.23419277369976044];

    /// <summary>
    /// x^n by repeated squaring, a negative power by one division at the end, so that x^-n is zero where x^n overflows. At most two multiplications per
    /// bit of n. Relative error at most |n| 2^-53 (2^-24), to first order [0.75 |n| ulps up to 16].
    /// Not an overload of <see cref="Pow"/>: on a kernel graph, whose values are node numbers, the two could not be told apart.
    /// </summary>
    public static TValue IntegerPow<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, int exponent)
    {
        var one = on.Constant(1);
        if (exponent == 0)
        {
            return one;
        }
        var square = x;
        var product = one;
        var started = false;
        for (var n = Math.Abs((long)exponent); ; square = on.Multiply(square, square))
        {
            if ((n & 1) != 0)
            {
                product = started ? on.Multiply(product, square) : square;
                started = true;
            }
            n >>= 1;
            if (n == 0)
            {
                return exponent > 0 ? product : on.Divide(one, product);
            }
        }
    }

    /// <summary>
    /// x^y. Error at most 1.5 ulps [1.20], single 1.5 [0.90]. A negative x needs an integral y; the result is not a number otherwise (for -infinity too, where
    /// IEEE 754 has a value). 1 where y is zero or x is one, even beside a NaN; zero to a negative power is infinite. Over- and underflow are those of
    /// <see cref="Exponentials.Exp"/>. 115 operations, two of them divisions; single 105.
    /// </summary>
    public static TValue Pow<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue y)
    {
        var zero = on.Constant(0);
        var one = on.Constant(1);
        var size = on.Absolute(x);
        var (high, low) = LogInTwoParts(on, size);
        // Zero, infinity and NaN have no fraction: their logarithm is put in here, and the low part drops out below.
        var regular = on.And(on.Less(zero, size), on.Less(size, on.Constant(double.PositiveInfinity)));
        high = on.Select(regular, high, on.Select(on.Equal(size, zero), on.Constant(double.NegativeInfinity), size));

        var product = on.Multiply(y, high);
        var rest = on.FusedMultiplyAdd(y, low, on.FusedMultiplyAdd(y, high, on.Negate(product)));
        rest = on.Select(on.Less(on.Absolute(product), on.Constant(1024)), rest, zero);
        var power = Exponentials.ExpOfSum(on, product, rest);
        power = on.Select(on.Or(on.Equal(y, zero), on.Equal(size, one)), one, power);

        var integral = on.Equal(on.RoundToEven(y), y);
        var half = on.Multiply(y, on.Constant(0.5));
        var odd = on.And(integral, on.Not(on.Equal(on.RoundToEven(half), half)));
        power = on.Select(odd, on.CopySign(power, x), power);
        return on.Select(on.And(on.Less(x, zero), on.Not(integral)), on.Constant(double.NaN), power);
    }

    /// <summary>log x = high + low for a positive finite x. Each line keeps what the rounding of the one before it dropped.</summary>
    private static (TValue High, TValue Low) LogInTwoParts<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x)
    {
        var (e, g) = Logarithms.Split(on, x);
        var two = on.Constant(2);

        // s = g / (2 + g), both 2 + g and the quotient in two parts.
        var sum = on.Add(two, g);
        var sumLow = on.Subtract(g, on.Subtract(sum, two));
        var s = on.Divide(g, sum);
        var minus = on.Negate(s);
        var sLow = on.Divide(on.FusedMultiplyAdd(minus, sumLow, on.FusedMultiplyAdd(minus, sum, g)), sum);

        // z = s^2.
        var z = on.Multiply(s, s);
        var zLow = on.FusedMultiplyAdd(on.Multiply(two, s), sLow, on.FusedMultiplyAdd(s, s, on.Negate(z)));

        // r = 2/3 z + z^2 Q(z).
        var thirds = on.Constant(on.IsSingle ? 0.6666666865348816 : 0.6666666666666666);
        var thirdsLow = on.Constant(on.IsSingle ? -1.9868215517249155e-08 : 3.700743415417188e-17);
        var first = on.Multiply(z, thirds);
        var firstLow = on.FusedMultiplyAdd(zLow, thirds, on.FusedMultiplyAdd(z, thirdsLow, on.FusedMultiplyAdd(z, thirds, on.Negate(first))));
        var later = on.Multiply(on.Multiply(z, z), Polynomial.Horner(on, z, on.IsSingle ? Single : Double));
        var r = on.Add(first, later);
        var rLow = on.Add(on.Add(on.Subtract(first, r), later), firstLow);

        // log f = 2 s + s r.
        var twice = on.Multiply(two, s);
        var product = on.Multiply(s, r);
        var productLow = on.FusedMultiplyAdd(sLow, r, on.FusedMultiplyAdd(s, rLow, on.FusedMultiplyAdd(s, r, on.Negate(product))));
        var fraction = on.Add(twice, product);
        var fractionLow = on.Add(on.Add(on.Subtract(twice, fraction), product), on.FusedMultiplyAdd(two, sLow, productLow));

        // log x = e ln 2 + log f.
        var ln2 = on.Constant(on.IsSingle ? 0.6931471824645996 : 0.6931471805599453);
        var whole = on.Multiply(e, ln2);
        var ln2Low = on.Constant(on.IsSingle ? -1.9046542121259336e-09 : 2.3190468138462996e-17);
        var wholeLow = on.FusedMultiplyAdd(e, ln2Low, on.FusedMultiplyAdd(e, ln2, on.Negate(whole)));
        var high = on.Add(whole, fraction);
        return (high, on.Add(on.Add(on.Subtract(whole, high), fraction), on.Add(wholeLow, fractionLow)));
    }
}
