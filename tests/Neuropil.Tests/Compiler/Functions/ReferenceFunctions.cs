using System.Numerics;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>Elementary functions to about 200 bits by plain series: what the kernel's functions are judged by.</summary>
public static class ReferenceFunctions
{
    /// <summary>ln 2 = sum 1/(k 2^k).</summary>
    public static readonly BigFloat Ln2 = LogarithmOfTwo();

    /// <summary>pi by Machin's formula, 16 arctan(1/5) - 4 arctan(1/239), with 1400 bits: enough to reduce any argument up to 2^1000.</summary>
    public static readonly BigInteger PiTimes2To1400 = (16 * ArcTangentOfInverse(5, 1464) - 4 * ArcTangentOfInverse(239, 1464)) >> 64;

    public static BigFloat Exp(BigFloat x)
    {
        var p = ReducedExpm1(x, out var k);
        return (p + BigFloat.One).Scaled(k);
    }

    public static BigFloat Expm1(BigFloat x)
    {
        var p = ReducedExpm1(x, out var k);
        return k == 0 ? p : (p + BigFloat.One).Scaled(k) - BigFloat.One;
    }

    public static BigFloat Exprel(BigFloat x) => x.IsZero ? BigFloat.One : Expm1(x) / x;

    public static BigFloat Bernoulli(BigFloat x) => x.IsZero ? BigFloat.One : x / Expm1(x);

    public static BigFloat Tanh(BigFloat x)
    {
        var t = Expm1(x.Scaled(1));
        return t.IsZero ? t : t / (t + 2);
    }

    /// <summary>Halley's iteration on e^y = x: each round triples the digits of the double it starts from.</summary>
    public static BigFloat Log(BigFloat x)
    {
        var k = x.Log2;
        var f = x.Scaled(-k);
        BigFloat y = Math.Log(f.ToDouble());
        for (var i = 0; i < 2; i++)
        {
            var e = Exp(y);
            y += ((f - e) / (f + e)).Scaled(1);
        }
        return k == 0 ? y : y + ((BigFloat)k * Ln2);
    }

    public static BigFloat Log1p(BigFloat x)
    {
        if (x.IsZero || x.Log2 > -40)
        {
            return x.IsZero ? x : Log(BigFloat.One + x);
        }
        BigFloat sum = BigFloat.Zero, power = x;
        for (var n = 1; n <= 6; n++, power *= -x)
        {
            sum += power / n;
        }
        return sum;
    }

    public static BigFloat Pow(BigFloat x, BigFloat y) => Exp(y * Log(x));

    public static BigFloat Sin(BigFloat x)
    {
        const int bits = 1400;
        var shift = bits + x.Exponent;
        var scaled = shift >= 0 ? x.Mantissa << shift : x.Mantissa >> -shift;
        var k = ((2 * scaled) + PiTimes2To1400) / (2 * PiTimes2To1400);
        if (((2 * scaled) + PiTimes2To1400).Sign < 0)
        {
            k -= 1;
        }
        var r = k.IsZero ? x * BigFloat.One : new BigFloat(scaled - (k * PiTimes2To1400), -bits) * BigFloat.One;
        BigFloat sum = r, term = r;
        var square = r * r;
        for (var n = 2; !term.IsZero && term.Log2 > sum.Log2 - BigFloat.Bits; n += 2)
        {
            term = -term * square / (n * (n + 1.0));
            sum += term;
        }
        return k.IsEven ? sum : -sum;
    }

    /// <summary>1 - 2 sin^2(x/2): an absolute error of 2^-218, and no double below 1e12 has a cosine smaller than 2^-70.</summary>
    public static BigFloat Cos(BigFloat x)
    {
        var s = Sin(x.Scaled(-1));
        return BigFloat.One - (s * s).Scaled(1);
    }

    /// <summary>e^r - 1 of x = k ln 2 + r: the Taylor series at r/2^16, then y -> y (y + 2), sixteen times.</summary>
    private static BigFloat ReducedExpm1(BigFloat x, out int k)
    {
        k = (int)(x / Ln2).Round();
        var r = k == 0 ? x : x - (BigFloat)k * Ln2;
        const int halvings = 16;
        var t = r.Scaled(-halvings);
        BigFloat sum = BigFloat.Zero, term = BigFloat.One;
        for (var n = 1; n <= 14; n++)
        {
            term = term * t / n;
            sum += term;
        }
        for (var i = 0; i < halvings; i++)
        {
            sum *= sum + 2;
        }
        return sum;
    }

    private static BigFloat LogarithmOfTwo()
    {
        var sum = BigInteger.Zero;
        for (var k = 1; k <= 300; k++)
        {
            sum += (BigInteger.One << (300 - k)) / k;
        }
        return new BigFloat(sum, -300) * BigFloat.One;
    }

    private static BigInteger ArcTangentOfInverse(int n, int bits)
    {
        var power = (BigInteger.One << bits) / n;
        var sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power /= -n * n;
            sum += power / k;
        }
        return sum;
    }
}
