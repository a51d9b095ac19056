using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>The primitives on 256 bits at a time. Methods have the names of <see cref="KernelOperation"/>; the emitter finds them by name.</summary>
internal static unsafe class Lanes256
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector256<T> Load<T>(long address) where T : unmanaged => *(Vector256<T>*)address;

    [MethodImpl(Inline)]
    public static void Store<T>(long address, Vector256<T> value) where T : unmanaged => *(Vector256<T>*)address = value;

    [MethodImpl(Inline)]
    public static Vector256<T> Broadcast<T>(long address) where T : unmanaged => Vector256.Create(*(T*)address);

    [MethodImpl(Inline)]
    public static Vector256<T> Constant<T>(T value) where T : unmanaged => Vector256.Create(value);

    [MethodImpl(Inline)]
    public static Vector256<T> Add<T>(Vector256<T> a, Vector256<T> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector256<T> Subtract<T>(Vector256<T> a, Vector256<T> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector256<T> Multiply<T>(Vector256<T> a, Vector256<T> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector256<T> Divide<T>(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector256<T> FusedMultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> FusedMultiplySubtract<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => Fma.IsSupported
            ? typeof(T) == typeof(double)
                ? Fma.MultiplySubtract(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Fma.MultiplySubtract(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(a, b, -c);

    [MethodImpl(Inline)]
    public static Vector256<T> FusedNegatedMultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => Fma.IsSupported
            ? typeof(T) == typeof(double)
                ? Fma.MultiplyAddNegated(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Fma.MultiplyAddNegated(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector256<T> Negate<T>(Vector256<T> a) => -a;

    [MethodImpl(Inline)]
    public static Vector256<T> Absolute<T>(Vector256<T> a) => Vector256.Abs(a);

    [MethodImpl(Inline)]
    public static Vector256<T> CopySign<T>(Vector256<T> magnitude, Vector256<T> sign)
        => typeof(T) == typeof(double)
            ? Vector256.CopySign(magnitude.AsDouble(), sign.AsDouble()).As<double, T>()
            : Vector256.CopySign(magnitude.AsSingle(), sign.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> SquareRoot<T>(Vector256<T> a) => Vector256.Sqrt(a);

    // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
    [MethodImpl(Inline)]
    public static Vector256<T> Minimum<T>(Vector256<T> a, Vector256<T> b)
        => Sse2.IsSupported ? Vector256.MinNative(a, b) : Vector256.ConditionalSelect(Vector256.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector256<T> Maximum<T>(Vector256<T> a, Vector256<T> b)
        => Sse2.IsSupported ? Vector256.MaxNative(a, b) : Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector256<T> RoundToEven<T>(Vector256<T> a)
        => typeof(T) == typeof(double) ? Vector256.Round(a.AsDouble()).As<double, T>() : Vector256.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> ShiftIntoExponent<T>(Vector256<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> Exponent<T>(Vector256<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector256.Create(0x4B000000U)).AsSingle() - Vector256.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> Fraction<T>(Vector256<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector256<T> Less<T>(Vector256<T> a, Vector256<T> b) => Vector256.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector256<T> LessOrEqual<T>(Vector256<T> a, Vector256<T> b) => Vector256.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector256<T> Equal<T>(Vector256<T> a, Vector256<T> b) => Vector256.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector256<T> And<T>(Vector256<T> a, Vector256<T> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector256<T> Or<T>(Vector256<T> a, Vector256<T> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector256<T> Not<T>(Vector256<T> a) => ~a;

    [MethodImpl(Inline)]
    public static Vector256<T> Select<T>(Vector256<T> mask, Vector256<T> a, Vector256<T> b) => Vector256.ConditionalSelect(mask, a, b);

    /// <summary>One bit a lane.</summary>
    [MethodImpl(Inline)]
    public static ulong Bits<T>(Vector256<T> mask) => Vector256.ExtractMostSignificantBits(mask);
}
