using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>The primitives on 128 bits at a time. Methods have the names of <see cref="KernelOperation"/>; the emitter finds them by name.</summary>
internal static unsafe class Lanes128
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static Vector128<T> Load<T>(long address) where T : unmanaged => *(Vector128<T>*)address;

    [MethodImpl(Inline)]
    public static void Store<T>(long address, Vector128<T> value) where T : unmanaged => *(Vector128<T>*)address = value;

    [MethodImpl(Inline)]
    public static Vector128<T> Broadcast<T>(long address) where T : unmanaged => Vector128.Create(*(T*)address);

    [MethodImpl(Inline)]
    public static Vector128<T> Constant<T>(T value) where T : unmanaged => Vector128.Create(value);

    [MethodImpl(Inline)]
    public static Vector128<T> Add<T>(Vector128<T> a, Vector128<T> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector128<T> Subtract<T>(Vector128<T> a, Vector128<T> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector128<T> Multiply<T>(Vector128<T> a, Vector128<T> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector128<T> Divide<T>(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector128<T> FusedMultiplyAdd<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c)
        => typeof(T) == typeof(double)
            ? Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> FusedMultiplySubtract<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c)
        => Fma.IsSupported
            ? typeof(T) == typeof(double)
                ? Fma.MultiplySubtract(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Fma.MultiplySubtract(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(a, b, -c);

    [MethodImpl(Inline)]
    public static Vector128<T> FusedNegatedMultiplyAdd<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c)
        => Fma.IsSupported
            ? typeof(T) == typeof(double)
                ? Fma.MultiplyAddNegated(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
                : Fma.MultiplyAddNegated(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector128<T> Negate<T>(Vector128<T> a) => -a;

    [MethodImpl(Inline)]
    public static Vector128<T> Absolute<T>(Vector128<T> a) => Vector128.Abs(a);

    [MethodImpl(Inline)]
    public static Vector128<T> CopySign<T>(Vector128<T> magnitude, Vector128<T> sign)
        => typeof(T) == typeof(double)
            ? Vector128.CopySign(magnitude.AsDouble(), sign.AsDouble()).As<double, T>()
            : Vector128.CopySign(magnitude.AsSingle(), sign.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> SquareRoot<T>(Vector128<T> a) => Vector128.Sqrt(a);

    // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
    [MethodImpl(Inline)]
    public static Vector128<T> Minimum<T>(Vector128<T> a, Vector128<T> b)
        => Sse2.IsSupported ? Vector128.MinNative(a, b) : Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector128<T> Maximum<T>(Vector128<T> a, Vector128<T> b)
        => Sse2.IsSupported ? Vector128.MaxNative(a, b) : Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    public static Vector128<T> RoundToEven<T>(Vector128<T> a)
        => typeof(T) == typeof(double) ? Vector128.Round(a.AsDouble()).As<double, T>() : Vector128.Round(a.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> ShiftIntoExponent<T>(Vector128<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> Exponent<T>(Vector128<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector128.Create(0x4330000000000000UL)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector128.Create(0x4B000000U)).AsSingle() - Vector128.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> Fraction<T>(Vector128<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).As<int, T>();

    [MethodImpl(Inline)]
    public static Vector128<T> Less<T>(Vector128<T> a, Vector128<T> b) => Vector128.LessThan(a, b);

    [MethodImpl(Inline)]
    public static Vector128<T> LessOrEqual<T>(Vector128<T> a, Vector128<T> b) => Vector128.LessThanOrEqual(a, b);

    [MethodImpl(Inline)]
    public static Vector128<T> Equal<T>(Vector128<T> a, Vector128<T> b) => Vector128.Equals(a, b);

    [MethodImpl(Inline)]
    public static Vector128<T> And<T>(Vector128<T> a, Vector128<T> b) => a & b;

    [MethodImpl(Inline)]
    public static Vector128<T> Or<T>(Vector128<T> a, Vector128<T> b) => a | b;

    [MethodImpl(Inline)]
    public static Vector128<T> Not<T>(Vector128<T> a) => ~a;

    [MethodImpl(Inline)]
    public static Vector128<T> Select<T>(Vector128<T> mask, Vector128<T> a, Vector128<T> b) => Vector128.ConditionalSelect(mask, a, b);

    /// <summary>One bit a lane.</summary>
    [MethodImpl(Inline)]
    public static ulong Bits<T>(Vector128<T> mask) => Vector128.ExtractMostSignificantBits(mask);
}
