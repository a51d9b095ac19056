using System.Numerics;

namespace Neuropil.Tests.Compiler.Functions;

/// <summary>
/// A number mantissa 2^exponent with about 220 significant bits: the slow, obvious arithmetic behind the reference functions. Errors of single
/// operations are below 2^-218 relative, far under the 2^-53 that is judged with it.
/// </summary>
public readonly record struct BigFloat(BigInteger Mantissa, int Exponent)
{
    public const int Bits = 220;

    public static readonly BigFloat Zero = new(BigInteger.Zero, 0);

    public static readonly BigFloat One = new(BigInteger.One, 0);

    public bool IsZero => Mantissa.IsZero;

    /// <summary>e with 2^e &lt;= |x| &lt; 2^(e+1).</summary>
    public int Log2 => (int)BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    public static implicit operator BigFloat(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers have an exact value.");
        }
        var bits = BitConverter.DoubleToInt64Bits(value);
        var field = (int)((bits >> 52) & 2047);
        var fraction = bits & ((1L << 52) - 1);
        var mantissa = field == 0 ? fraction : fraction | (1L << 52);
        return new(bits < 0 ? -mantissa : mantissa, Math.Max(field, 1) - 1075);
    }

    public static BigFloat operator +(BigFloat a, BigFloat b)
    {
        if (a.IsZero || b.IsZero)
        {
            return a.IsZero ? b : a;
        }
        if (a.Exponent < b.Exponent)
        {
            (a, b) = (b, a);
        }
        // A number more than 3 Bits above the other one hides it (its mantissa may be short, so the distance is taken between leading bits).
        if (a.Log2 - b.Log2 > 3 * Bits)
        {
            return a;
        }
        return new BigFloat((a.Mantissa << (a.Exponent - b.Exponent)) + b.Mantissa, b.Exponent).Rounded();
    }

    public static BigFloat operator -(BigFloat a) => new(-a.Mantissa, a.Exponent);

    public static BigFloat operator -(BigFloat a, BigFloat b) => a + -b;

    public static BigFloat operator *(BigFloat a, BigFloat b) => new BigFloat(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent).Rounded();

    public static BigFloat operator /(BigFloat a, BigFloat b)
    {
        var shift = Math.Max(0, Bits + 2 + (int)BigInteger.Abs(b.Mantissa).GetBitLength() - (int)BigInteger.Abs(a.Mantissa).GetBitLength());
        return new BigFloat((a.Mantissa << shift) / b.Mantissa, a.Exponent - shift - b.Exponent).Rounded();
    }

    public static bool operator <(BigFloat a, BigFloat b) => (a - b).Mantissa.Sign < 0;

    public static bool operator >(BigFloat a, BigFloat b) => (a - b).Mantissa.Sign > 0;

    public BigFloat Scaled(int power) => IsZero ? this : this with { Exponent = Exponent + power };

    /// <summary>The nearest integer.</summary>
    public BigInteger Round()
    {
        if (Exponent >= 0)
        {
            return Mantissa << Exponent;
        }
        return (Mantissa + (BigInteger.One << (-Exponent - 1))) >> -Exponent;
    }

    /// <summary>The value as a double, truncated: for messages and for error measures, which need few digits.</summary>
    public double ToDouble()
    {
        if (IsZero)
        {
            return 0;
        }
        var excess = (int)BigInteger.Abs(Mantissa).GetBitLength() - 60;
        var head = excess > 0 ? Mantissa >> excess : Mantissa;
        return Math.ScaleB((double)head, Exponent + Math.Max(excess, 0));
    }

    private BigFloat Rounded()
    {
        var excess = (int)BigInteger.Abs(Mantissa).GetBitLength() - Bits;
        return excess <= 0 ? this : new((Mantissa + (BigInteger.One << (excess - 1))) >> excess, Exponent + excess);
    }
}
