using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>The primitives on one number at a time, for machines without fused multiply-add in hardware. Masks are truth values.</summary>
internal static unsafe class LanesScalar
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)]
    public static T Load<T>(long address) where T : unmanaged => *(T*)address;

    [MethodImpl(Inline)]
    public static void Store<T>(long address, T value) where T : unmanaged => *(T*)address = value;

    [MethodImpl(Inline)]
    public static T Broadcast<T>(long address) where T : unmanaged => *(T*)address;

    [MethodImpl(Inline)]
    public static T Constant<T>(T value) => value;

    [MethodImpl(Inline)]
    public static T Add<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a + b;

    [MethodImpl(Inline)]
    public static T Subtract<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a - b;

    [MethodImpl(Inline)]
    public static T Multiply<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a * b;

    [MethodImpl(Inline)]
    public static T Divide<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a / b;

    [MethodImpl(Inline)]
    public static T FusedMultiplyAdd<T>(T a, T b, T c) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static T FusedMultiplySubtract<T>(T a, T b, T c) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, -c);

    [MethodImpl(Inline)]
    public static T FusedNegatedMultiplyAdd<T>(T a, T b, T c) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static T Negate<T>(T a) where T : struct, System.Numerics.IFloatingPointIeee754<T> => -a;

    [MethodImpl(Inline)]
    public static T Absolute<T>(T a) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.Abs(a);

    [MethodImpl(Inline)]
    public static T CopySign<T>(T magnitude, T sign) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.CopySign(magnitude, sign);

    [MethodImpl(Inline)]
    public static T SquareRoot<T>(T a) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.Sqrt(a);

    [MethodImpl(Inline)]
    public static T Minimum<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a < b ? a : b;

    [MethodImpl(Inline)]
    public static T Maximum<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a > b ? a : b;

    [MethodImpl(Inline)]
    public static T RoundToEven<T>(T a) where T : struct, System.Numerics.IFloatingPointIeee754<T> => T.Round(a);

    [MethodImpl(Inline)]
    public static T ShiftIntoExponent<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.ShiftIntoExponent(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.ShiftIntoExponent(As<T, float>(a)));

    [MethodImpl(Inline)]
    public static T Exponent<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.Exponent(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.Exponent(As<T, float>(a)));

    [MethodImpl(Inline)]
    public static T Fraction<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.Fraction(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.Fraction(As<T, float>(a)));

    [MethodImpl(Inline)]
    public static bool Less<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a < b;

    [MethodImpl(Inline)]
    public static bool LessOrEqual<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a <= b;

    [MethodImpl(Inline)]
    public static bool Equal<T>(T a, T b) where T : struct, System.Numerics.IFloatingPointIeee754<T> => a == b;

    [MethodImpl(Inline)]
    public static bool And<T>(bool a, bool b) => a & b;

    [MethodImpl(Inline)]
    public static bool Or<T>(bool a, bool b) => a | b;

    [MethodImpl(Inline)]
    public static bool Not<T>(bool a) => !a;

    [MethodImpl(Inline)]
    public static T Select<T>(bool mask, T a, T b) => mask ? a : b;

    /// <summary>One bit.</summary>
    [MethodImpl(Inline)]
    public static ulong Bits<T>(bool mask) => mask ? 1UL : 0UL;

    [MethodImpl(Inline)]
    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);
}
