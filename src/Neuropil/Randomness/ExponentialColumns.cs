using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil;

/// <summary>
/// Standard exponential numbers, mean 1, of many entities at a time: -ln(1 - u) with the first number u of each one's stream, as
/// <see cref="RandomStream.NextExponential"/> makes it, but with a logarithm of its own, which has the same bits on every machine and at every width.
/// </summary>
internal static unsafe class ExponentialColumns
{
    // The series of the inverse hyperbolic tangent, 2 f (1 + s/3 + s^2/5 + ...) with s = f^2 below 0.0295: what is left out is below 1e-18.
    private const int Terms = 11;

    private const double Ln2High = 0.693147180369123816490; // 33 bits, so that its product with an exponent is exact
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The number of entities made at a time; arrays have a multiple of it.</summary>
    public const int Group = PhiloxColumns.Group;

    /// <summary>The numbers of entities, each at a step of its own.</summary>
    /// <param name="key">The key of seed and purpose.</param>
    /// <param name="entities">The entities.</param>
    /// <param name="steps">The step of each.</param>
    /// <param name="count">How many there are; as many more as fill a group are made too.</param>
    /// <param name="numbers">Where the numbers go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ulong key, ulong* entities, ulong* steps, int count, double* numbers)
    {
        for (int i = 0; i < count; i += Group)
        {
            var uniform = PhiloxColumns.FirstNumbers(key, Vector512.Load(entities + i), Vector512.Load(steps + i));
            Vector512.Store(-Logarithm(Vector512.Create(1.0) - uniform), numbers + i);
        }
    }

    /// <summary>The natural logarithm of normal numbers, within 1.5 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Logarithm(Vector512<double> x)
    {
        // x = 2^e m with m from sqrt(1/2) to sqrt(2).
        var bits = x.AsUInt64() + Vector512.Create(0x3FF0_0000_0000_0000UL - 0x3FE6_A09E_667F_3BCDUL);
        var exponent = Vector512.ShiftRightLogical(bits, 52);
        var e = (exponent | Vector512.Create(0x4330_0000_0000_0000UL)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023);
        var m = ((bits & Vector512.Create(0x000F_FFFF_FFFF_FFFFUL)) + Vector512.Create(0x3FE6_A09E_667F_3BCDUL)).AsDouble();
        var f = (m - Vector512.Create(1.0)) / (m + Vector512.Create(1.0));
        var s = f * f;
        var series = Vector512.Create(1.0 / ((2 * Terms) + 1));
        for (int k = Terms - 1; k > 0; k--)
        {
            series = (series * s) + Vector512.Create(1.0 / ((2 * k) + 1));
        }

        var twice = f + f;
        return (e * Vector512.Create(Ln2High)) + (twice + ((twice * (s * series)) + (e * Vector512.Create(Ln2Low))));
    }
}
