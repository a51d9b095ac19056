using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>The primitives on 512 bits at a time. Methods have the names of <see cref="KernelOperation"/>; the emitter finds them by name.</summary>
internal static unsafe class Lanes512
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector512<T> Load<T>(long address) where T : unmanaged => *(Vector512<T>*)address;

    [MethodImpl(Inline)]
    public static void Store<T>(long address, Vector512<T> value) where T : unmanaged => *(Vector512<T>*)address = value;

    [MethodImpl(Inline)]
    public static Vector512<T> Broadcast<T>(long address) where T : unmanaged => Vector512.Create(*(T*)address);

    [MethodImpl(Inline)]
    public static Vector512<T> Constant<T>(T value) where T : unmanaged => Vector512.Create(value);

    [MethodImpl(Inline)]
    public static Vector512<T> Add<T>(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector512<T> Subtract<T>(Vector512<T> a, Vector512<T> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector512<T> Multiply<T>(Vector512<T> a, Vector512<T> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector512<T> Divide<T>(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector512<T> FusedMultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> FusedMultiplySubtract<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => Avx512F.IsSupported
            ? typeof(T) == typeof(double)
                ? Avx512F.FusedMultiplySubtract(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Avx512F.FusedMultiplySubtract(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(a, b, -c);

    [MethodImpl(Inline)]
    public static Vector512<T> FusedNegatedMultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => Avx512F.IsSupported
            ? typeof(T) == typeof(double)
                ? Avx512F.FusedMultiplyAddNegated(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Avx512F.FusedMultiplyAddNegated(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector512<T> Negate<T>(Vector512<T> a) => -a;

    [MethodImpl(Inline)]
    public static Vector512<T> Absolute<T>(Vector512<T> a) => Vector512.Abs(a);

    [MethodImpl(Inline)]
    public static Vector512<T> CopySign<T>(Vector512<T> magnitude, Vector512<T> sign)
        => typeof(T) == typeof(double)
            ? Vector512.CopySign(magnitude.AsDouble(), sign.AsDouble()).As<double, T>()
            : Vector512.CopySign(magnitude.AsSingle(), sign.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> SquareRoot<T>(Vector512<T> a) => Vector512.Sqrt(a);

    // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
    [MethodImpl(Inline)]
    public static Vector512<T> Minimum<T>(Vector512<T> a, Vector512<T> b)
        => Sse2.IsSupported ? Vector512.MinNative(a, b) : Vector512.ConditionalSelect(Vector512.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> Maximum<T>(Vector512<T> a, Vector512<T> b)
        => Sse2.IsSupported ? Vector512.MaxNative(a, b) : Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> RoundToEven<T>(Vector512<T> a)
        => typeof(T) == typeof(double) ? Vector512.Round(a.AsDouble()).As<double, T>() : Vector512.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> ShiftIntoExponent<T>(Vector512<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> Exponent<T>(Vector512<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector512.Create(0x4B000000U)).AsSingle() - Vector512.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> Fraction<T>(Vector512<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector512.Create(0x000FFFFFFFFFFFFFL)) | Vector512.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector512<T> Less<T>(Vector512<T> a, Vector512<T> b) => Vector512.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> LessOrEqual<T>(Vector512<T> a, Vector512<T> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> Equal<T>(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector512<T> And<T>(Vector512<T> a, Vector512<T> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector512<T> Or<T>(Vector512<T> a, Vector512<T> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector512<T> Not<T>(Vector512<T> a) => ~a;

    [MethodImpl(Inline)]
    public static Vector512<T> Select<T>(Vector512<T> mask, Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(mask, a, b);

    /// <summary>One bit a lane.</summary>
    [MethodImpl(Inline)]
    public static ulong Bits<T>(Vector512<T> mask) => Vector512.ExtractMostSignificantBits(mask);
}
