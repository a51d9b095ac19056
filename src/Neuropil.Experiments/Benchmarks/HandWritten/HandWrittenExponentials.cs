using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Experiments;

/// <summary>Exponentials for the kernels written by hand: the project's polynomials with the same accuracy, unrolled, on 512 bits.</summary>
/// <typeparam name="T">double or float.</typeparam>
internal static class HandWrittenExponentials<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private static bool IsDouble => typeof(T) == typeof(double);

    /// <summary>A constant in every lane.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> C(double value) => Vector512.Create(T.CreateTruncating(value));

    /// <summary>a b + c with one rounding.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => IsDouble
            ? Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    /// <summary>e^x.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> Exp(Vector512<T> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        Vector512<T> sum;
        if (IsDouble)
        {
            sum = Fma(C(2 * 2.500391082736364e-08), r, C(2 * 2.763044889634683e-07));
            sum = Fma(sum, r, C(2 * 2.755757432087879e-06));
            sum = Fma(sum, r, C(2 * 2.480149246806718e-05));
            sum = Fma(sum, r, C(2 * 0.00019841269519871896));
            sum = Fma(sum, r, C(2 * 0.0013888888944328871));
            sum = Fma(sum, r, C(2 * 0.008333333333488473));
            sum = Fma(sum, r, C(2 * 0.041666666666527));
            sum = Fma(sum, r, C(2 * 0.16666666666666421));
            sum = Fma(sum, r, C(2 * 0.5000000000000011));
        }
        else
        {
            sum = Fma(C(2 * 0.0013821356697008014), r, C(2 * 0.008368670009076595));
            sum = Fma(sum, r, C(2 * 0.04166825860738754));
            sum = Fma(sum, r, C(2 * 0.1666652113199234));
            sum = Fma(sum, r, C(2 * 0.4999999403953552));
        }

        sum = Fma(sum, r, C(2));
        sum = Fma(sum, r, C(2));
        return sum * scale;
    }

    /// <summary>(e^x - 1) / 2, accurate near zero; the caller knows that x is small enough above.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> HalfExpm1(Vector512<T> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var square = r * r;
        Vector512<T> even;
        Vector512<T> odd;
        if (IsDouble)
        {
            even = Fma(C(2.7626279876416967e-07), square, C(2.4801504557053475e-05));
            odd = Fma(C(2.5056243093748595e-08), square, C(2.7557400272787723e-06));
            even = Fma(even, square, C(0.00138888889322972));
            odd = Fma(odd, square, C(0.00019841269726394132));
            even = Fma(even, square, C(0.0416666666665738));
            odd = Fma(odd, square, C(0.00833333333338659));
            even = Fma(even, square, C(0.5000000000000006));
            odd = Fma(odd, square, C(0.16666666666666638));
        }
        else
        {
            even = Fma(C(0.0013864871580153704), square, C(0.041667498648166656));
            odd = Fma(C(0.008366533555090427), square, C(0.1666654348373413));
            even = Fma(even, square, C(0.4999999701976776));
        }

        var expm1 = Fma(square, Fma(odd, r, even), r);
        return Fma(scale, expm1, scale - C(0.5));
    }

    /// <summary>x / (e^x - 1), 1 at zero.</summary>
    [MethodImpl(Inline)]
    public static Vector512<T> Bernoulli(Vector512<T> x)
    {
        var half = HalfExpm1(x);
        var quotient = x / (half + half);
        return Vector512.ConditionalSelect(Vector512.Equals(half, Vector512<T>.Zero), C(1), quotient);
    }

    [MethodImpl(Inline)]
    private static Vector512<T> Clamp(Vector512<T> x)
        => Vector512.MaxNative(C(IsDouble ? -708.5 : -87.5), Vector512.MinNative(C(IsDouble ? 710 : 89), x));

    [MethodImpl(Inline)]
    private static (Vector512<T> Remainder, Vector512<T> Scale) Reduce(Vector512<T> x)
    {
        var magic = C(IsDouble ? (3L << 51) + 1022 : (3 << 22) + 126);
        var shifted = Fma(x, C(IsDouble ? 1.4426950408889634 : 1.4426950216293335), magic);
        var k = shifted - magic;
        var r = Fma(k, C(IsDouble ? -0.6931471805599453 : -0.6931471824645996), x);
        r = Fma(k, C(IsDouble ? -2.3190468138462996e-17 : 1.9046542121259336e-09), r);
        var scale = IsDouble ? (shifted.AsInt64() << 52).As<long, T>() : (shifted.AsInt32() << 23).As<int, T>();
        return (r, scale);
    }
}
