using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Neuropil.Compiler;

/// <summary>The primitives on one number at a time, for machines without fused multiply-add in hardware. Masks are truth values.</summary>
internal static unsafe class LanesScalar
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The method of each primitive.</summary>
    public static LaneMethods Methods<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            LaneMethods.Of<long, T>(Load<T>),
            LaneMethods.Of<long, T>(Store),
            LaneMethods.Of<long, T>(Store), // one value at a time: a look before costs as much as the store
            LaneMethods.Of<long, long, T>(LoadArrivals<T>),
            LaneMethods.Of<long>(ClearArrivals<T>),
            LaneMethods.Of<long, T>(Load<T>),
            LaneMethods.Of<bool, ulong>(Bits),
            Operations<T>());

    private static Dictionary<KernelOperation, MethodInfo> Operations<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
    {
        [KernelOperation.Add] = LaneMethods.Binary<T>(Add),
        [KernelOperation.Subtract] = LaneMethods.Binary<T>(Subtract),
        [KernelOperation.Multiply] = LaneMethods.Binary<T>(Multiply),
        [KernelOperation.Divide] = LaneMethods.Binary<T>(Divide),
        [KernelOperation.FusedMultiplyAdd] = LaneMethods.Ternary<T>(FusedMultiplyAdd),
        [KernelOperation.FusedMultiplySubtract] = LaneMethods.Ternary<T>(FusedMultiplySubtract),
        [KernelOperation.FusedNegatedMultiplyAdd] = LaneMethods.Ternary<T>(FusedNegatedMultiplyAdd),
        [KernelOperation.Negate] = LaneMethods.Unary<T>(Negate),
        [KernelOperation.Absolute] = LaneMethods.Unary<T>(Absolute),
        [KernelOperation.CopySign] = LaneMethods.Binary<T>(CopySign),
        [KernelOperation.SquareRoot] = LaneMethods.Unary<T>(SquareRoot),
        [KernelOperation.Minimum] = LaneMethods.Binary<T>(Minimum),
        [KernelOperation.Maximum] = LaneMethods.Binary<T>(Maximum),
        [KernelOperation.RoundToEven] = LaneMethods.Unary<T>(RoundToEven),
        [KernelOperation.ShiftIntoExponent] = LaneMethods.Unary<T>(ShiftIntoExponent),
        [KernelOperation.Exponent] = LaneMethods.Unary<T>(Exponent),
        [KernelOperation.Fraction] = LaneMethods.Unary<T>(Fraction),
        [KernelOperation.Less] = LaneMethods.Comparison<T>(Less),
        [KernelOperation.LessOrEqual] = LaneMethods.Comparison<T>(LessOrEqual),
        [KernelOperation.Equal] = LaneMethods.Comparison<T>(Equal),
        [KernelOperation.And] = LaneMethods.Binary<bool>(And),
        [KernelOperation.Or] = LaneMethods.Binary<bool>(Or),
        [KernelOperation.Not] = LaneMethods.Unary<bool>(Not),
        [KernelOperation.Select] = new Func<bool, T, T, T>(Select).Method,
    };

    [MethodImpl(Inline)]
    public static T Load<T>(long address) where T : unmanaged => *(T*)address;

    [MethodImpl(Inline)]
    private static T LoadArrivals<T>(long address, long resolution)
        where T : unmanaged, INumber<T> => T.CreateTruncating((double)*(long*)address) * *(T*)resolution;

    [MethodImpl(Inline)]
    private static void ClearArrivals<T>(long address) => *(long*)address = 0;

    [MethodImpl(Inline)]
    private static void Store<T>(long address, T value) where T : unmanaged => *(T*)address = value;

    [MethodImpl(Inline)]
    private static T Add<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a + b;

    [MethodImpl(Inline)]
    private static T Subtract<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a - b;

    [MethodImpl(Inline)]
    private static T Multiply<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a * b;

    [MethodImpl(Inline)]
    private static T Divide<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a / b;

    [MethodImpl(Inline)]
    private static T FusedMultiplyAdd<T>(T a, T b, T c) where T : struct, IFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    private static T FusedMultiplySubtract<T>(T a, T b, T c) where T : struct, IFloatingPointIeee754<T> => T.FusedMultiplyAdd(a, b, -c);

    [MethodImpl(Inline)]
    private static T FusedNegatedMultiplyAdd<T>(T a, T b, T c) where T : struct, IFloatingPointIeee754<T> => T.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    private static T Negate<T>(T a) where T : struct, IFloatingPointIeee754<T> => -a;

    [MethodImpl(Inline)]
    private static T Absolute<T>(T a) where T : struct, IFloatingPointIeee754<T> => T.Abs(a);

    [MethodImpl(Inline)]
    private static T CopySign<T>(T magnitude, T sign) where T : struct, IFloatingPointIeee754<T> => T.CopySign(magnitude, sign);

    [MethodImpl(Inline)]
    private static T SquareRoot<T>(T a) where T : struct, IFloatingPointIeee754<T> => T.Sqrt(a);

    [MethodImpl(Inline)]
    private static T Minimum<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a < b ? a : b;

    [MethodImpl(Inline)]
    private static T Maximum<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a > b ? a : b;

    [MethodImpl(Inline)]
    private static T RoundToEven<T>(T a) where T : struct, IFloatingPointIeee754<T> => T.Round(a);

    [MethodImpl(Inline)]
    private static T ShiftIntoExponent<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.ShiftIntoExponent(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.ShiftIntoExponent(As<T, float>(a)));

    [MethodImpl(Inline)]
    private static T Exponent<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.Exponent(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.Exponent(As<T, float>(a)));

    [MethodImpl(Inline)]
    private static T Fraction<T>(T a) => typeof(T) == typeof(double)
        ? As<double, T>(ScalarDouble.Instance.Fraction(As<T, double>(a)))
        : As<float, T>(ScalarSingle.Instance.Fraction(As<T, float>(a)));

    [MethodImpl(Inline)]
    private static bool Less<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a < b;

    [MethodImpl(Inline)]
    private static bool LessOrEqual<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a <= b;

    [MethodImpl(Inline)]
    private static bool Equal<T>(T a, T b) where T : struct, IFloatingPointIeee754<T> => a == b;

    [MethodImpl(Inline)]
    private static bool And(bool a, bool b) => a & b;

    [MethodImpl(Inline)]
    private static bool Or(bool a, bool b) => a | b;

    [MethodImpl(Inline)]
    private static bool Not(bool a) => !a;

    [MethodImpl(Inline)]
    private static T Select<T>(bool mask, T a, T b) => mask ? a : b;

    /// <summary>One bit.</summary>
    [MethodImpl(Inline)]
    private static ulong Bits(bool mask) => mask ? 1UL : 0UL;

    [MethodImpl(Inline)]
    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);
}
