using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>Exponentials for the kernels written by hand: the project's polynomials with the same accuracy, unrolled, on 512 bits in double precision.
/// All intrinsics stand here directly: behind helpers they would use up what the just-in-time compiler is willing to inline.</summary>
internal readonly struct HandWrittenDouble : IHandWrittenFunctions<double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<double> All(double value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<double> FusedMultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(2 * 2.500391082736364e-08), r, Vector512.Create(2 * 2.763044889634683e-07));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 2.755757432087879e-06));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 2.480149246806718e-05));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.00019841269519871896));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.0013888888944328871));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.008333333333488473));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.041666666666527));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.16666666666666421));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2 * 0.5000000000000011));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2.0));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2.0));
        return sum * scale;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<double> HalfExpm1(Vector512<double> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var square = r * r;
        var even = Vector512.FusedMultiplyAdd(Vector512.Create(2.7626279876416967e-07), square, Vector512.Create(2.4801504557053475e-05));
        var odd = Vector512.FusedMultiplyAdd(Vector512.Create(2.5056243093748595e-08), square, Vector512.Create(2.7557400272787723e-06));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.00138888889322972));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00019841269726394132));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.0416666666665738));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00833333333338659));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.5000000000000006));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.16666666666666638));

        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        return Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5));
    }

    [MethodImpl(Inline)]
    private static Vector512<double> Clamp(Vector512<double> x)
        => Vector512.MaxNative(Vector512.Create(-708.5), Vector512.MinNative(Vector512.Create(710.0), x));

    [MethodImpl(Inline)]
    private static (Vector512<double> Remainder, Vector512<double> Scale) Reduce(Vector512<double> x)
    {
        var magic = Vector512.Create((double)((3L << 51) + 1022));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), magic);
        var k = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.6931471805599453), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-2.3190468138462996e-17), r);
        var scale = (shifted.AsInt64() << 52).AsDouble();
        return (r, scale);
    }
}
