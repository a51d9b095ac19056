namespace Neuropil.Compiler;

/// <summary>Polynomials with constant coefficients, lowest power first.</summary>
internal static class Polynomial
{
    /// <summary>Horner's rule: one fused operation per power, the fewest there can be.</summary>
    public static TValue Horner<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, ReadOnlySpan<double> coefficients)
    {
        var sum = on.Constant(coefficients[^1]);
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = on.FusedMultiplyAdd(sum, x, on.Constant(coefficients[i]));
        }
        return sum;
    }

    /// <summary>Even and odd powers side by side: given x^2, no more operations than Horner's rule and half its depth.</summary>
    public static TValue EvenOdd<TValue, TMask>(IPrimitives<TValue, TMask> on, TValue x, TValue square, ReadOnlySpan<double> coefficients)
    {
        var same = on.Constant(coefficients[^1]);
        var other = on.Constant(coefficients[^2]);
        for (var i = coefficients.Length - 3; i >= 0; i--)
        {
            (same, other) = (other, on.FusedMultiplyAdd(same, square, on.Constant(coefficients[i])));
        }
        // The last one written holds the even powers.
        return on.FusedMultiplyAdd(same, x, other);
    }
}
