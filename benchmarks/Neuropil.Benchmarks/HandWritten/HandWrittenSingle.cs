using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>Exponentials for the kernels written by hand: the project's polynomials with the same accuracy, unrolled, on 512 bits in single precision.
/// All intrinsics stand here directly: behind helpers they would use up what the just-in-time compiler is willing to inline.</summary>
internal readonly struct HandWrittenSingle : IHandWrittenFunctions<float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> All(double value) => Vector512.Create((float)value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create((float)(2 * 0.0013821356697008014)), r, Vector512.Create((float)(2 * 0.008368670009076595)));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create((float)(2 * 0.04166825860738754)));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create((float)(2 * 0.1666652113199234)));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create((float)(2 * 0.4999999403953552)));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(2f));
        return sum * scale;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Vector512<float> HalfExpm1(Vector512<float> x)
    {
        var (r, scale) = Reduce(Clamp(x));
        var square = r * r;
        var even = Vector512.FusedMultiplyAdd(Vector512.Create(0.0013864871580153704f), square, Vector512.Create(0.041667498648166656f));
        var odd = Vector512.FusedMultiplyAdd(Vector512.Create(0.008366533555090427f), square, Vector512.Create(0.1666654348373413f));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.4999999701976776f));

        var expm1 = Vector512.FusedMultiplyAdd(square, Vector512.FusedMultiplyAdd(odd, r, even), r);
        return Vector512.FusedMultiplyAdd(scale, expm1, scale - Vector512.Create(0.5f));
    }

    [MethodImpl(Inline)]
    private static Vector512<float> Clamp(Vector512<float> x)
        => Vector512.MaxNative(Vector512.Create(-87.5f), Vector512.MinNative(Vector512.Create(89f), x));

    [MethodImpl(Inline)]
    private static (Vector512<float> Remainder, Vector512<float> Scale) Reduce(Vector512<float> x)
    {
        var magic = Vector512.Create((float)((3 << 22) + 126));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950216293335f), magic);
        var k = shifted - magic;
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.6931471824645996f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(1.9046542121259336e-09f), r);
        var scale = (shifted.AsInt32() << 23).AsSingle();
        return (r, scale);
    }
}
