namespace Neuropil.Compiler;

/// <summary>
/// The primitive operations that every backend offers with the same bits in every SIMD width: all exactly rounded, or operations on the
/// exponent field. The elementary functions are written once over this interface, so that building a kernel, running scalar code and testing
/// the accuracy all use the same formula.
/// </summary>
/// <typeparam name="TValue">A real value: a kernel node, a double or a float.</typeparam>
/// <typeparam name="TMask">A truth value per lane.</typeparam>
internal interface IPrimitives<TValue, TMask>
{
    /// <summary>Whether values are single precision: functions choose their polynomials by it.</summary>
    bool IsSingle { get; }

    /// <summary>The same number in every lane.</summary>
    TValue Constant(double value);

    /// <summary>a + b.</summary>
    TValue Add(TValue a, TValue b);

    /// <summary>a - b.</summary>
    TValue Subtract(TValue a, TValue b);

    /// <summary>a b.</summary>
    TValue Multiply(TValue a, TValue b);

    /// <summary>a / b.</summary>
    TValue Divide(TValue a, TValue b);

    /// <summary>a b + c with one rounding.</summary>
    TValue FusedMultiplyAdd(TValue a, TValue b, TValue c);

    /// <summary>-a (the sign bit flipped).</summary>
    TValue Negate(TValue a);

    /// <summary>|a| (the sign bit cleared).</summary>
    TValue Absolute(TValue a);

    /// <summary>|magnitude| with the sign bit of the other number.</summary>
    TValue CopySign(TValue magnitude, TValue sign);

    /// <summary>The square root.</summary>
    TValue SquareRoot(TValue a);

    /// <summary>The smaller, as a &lt; b ? a : b (b where either is not a number).</summary>
    TValue Minimum(TValue a, TValue b);

    /// <summary>The larger, as a &gt; b ? a : b (b where either is not a number).</summary>
    TValue Maximum(TValue a, TValue b);

    /// <summary>The nearest integer, ties to even.</summary>
    TValue RoundToEven(TValue a);

    /// <summary>
    /// The bit pattern of a moved up until the lowest bits of its fraction are its sign and exponent (by 52 bits; 23 in single). A number
    /// 1.5 2^52 + 1023 + k (1.5 2^23 + 127 + k) becomes 2^k for every normal power, and the field's zero becomes 0. One operation: the
    /// addition that rounds a number to the integer k also prepares this shift.
    /// </summary>
    TValue ShiftIntoExponent(TValue a);

    /// <summary>The exponent e of a positive normal number x = f 2^e with f in [1, 2), as a real number; anything else is unspecified.</summary>
    TValue Exponent(TValue x);

    /// <summary>The fraction f of a positive normal number x = f 2^e with f in [1, 2); anything else is unspecified.</summary>
    TValue Fraction(TValue x);

    /// <summary>a &lt; b (false where either is not a number).</summary>
    TMask Less(TValue a, TValue b);

    /// <summary>a &lt;= b (false where either is not a number).</summary>
    TMask LessOrEqual(TValue a, TValue b);

    /// <summary>a = b (false where either is not a number).</summary>
    TMask Equal(TValue a, TValue b);

    /// <summary>Both.</summary>
    TMask And(TMask a, TMask b);

    /// <summary>Either.</summary>
    TMask Or(TMask a, TMask b);

    /// <summary>Not.</summary>
    TMask Not(TMask a);

    /// <summary>a where the mask holds, b elsewhere; both are evaluated.</summary>
    TValue Select(TMask mask, TValue a, TValue b);
}
