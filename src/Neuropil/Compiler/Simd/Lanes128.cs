using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>
/// The primitives on 128 bits at a time: the machine's own operations where there is one, called directly (a kernel has hundreds of
/// calls, and the just-in-time compiler stops inlining helpers in large methods), small helpers for the rest.
/// </summary>
internal static unsafe class Lanes128
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The method of each primitive.</summary>
    public static LaneMethods Methods<T>()
        where T : unmanaged => new(
            LaneMethods.Of<long, Vector128<T>>(Load<T>),
            LaneMethods.Of<long, Vector128<T>>(Store),
            LaneMethods.Of<long, Vector128<T>>(StoreChanged),
            LaneMethods.Of<long, long, Vector128<T>>(LoadArrivals<T>),
            LaneMethods.Of<long>(ClearArrivals<T>),
            LaneMethods.Of<long, Vector128<T>>(Broadcast<T>),
            LaneMethods.Of<Vector128<T>, ulong>(Bits),
            Operations<T>());

    private static Dictionary<KernelOperation, MethodInfo> Operations<T>()
        where T : unmanaged => new()
    {
        [KernelOperation.Add] = LaneMethods.Binary<Vector128<T>>(Vector128.Add),
        [KernelOperation.Subtract] = LaneMethods.Binary<Vector128<T>>(Vector128.Subtract),
        [KernelOperation.Multiply] = LaneMethods.Binary<Vector128<T>>(Vector128.Multiply),
        [KernelOperation.Divide] = LaneMethods.Binary<Vector128<T>>(Vector128.Divide),
        [KernelOperation.FusedMultiplyAdd] = typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector128<double>>(Vector128.FusedMultiplyAdd)
            : LaneMethods.Ternary<Vector128<float>>(Vector128.FusedMultiplyAdd),
        [KernelOperation.FusedMultiplySubtract] = !Fma.IsSupported ? LaneMethods.Ternary<Vector128<T>>(FusedMultiplySubtract)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector128<double>>(Fma.MultiplySubtract)
                : LaneMethods.Ternary<Vector128<float>>(Fma.MultiplySubtract),
        [KernelOperation.FusedNegatedMultiplyAdd] = !Fma.IsSupported ? LaneMethods.Ternary<Vector128<T>>(FusedNegatedMultiplyAdd)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector128<double>>(Fma.MultiplyAddNegated)
                : LaneMethods.Ternary<Vector128<float>>(Fma.MultiplyAddNegated),
        [KernelOperation.Negate] = LaneMethods.Unary<Vector128<T>>(Vector128.Negate),
        [KernelOperation.Absolute] = LaneMethods.Unary<Vector128<T>>(Vector128.Abs),
        [KernelOperation.CopySign] = LaneMethods.Binary<Vector128<T>>(Vector128.CopySign),
        [KernelOperation.SquareRoot] = LaneMethods.Unary<Vector128<T>>(Vector128.Sqrt),

        // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
        [KernelOperation.Minimum] = Sse2.IsSupported ? LaneMethods.Binary<Vector128<T>>(Vector128.MinNative) : LaneMethods.Binary<Vector128<T>>(Minimum),
        [KernelOperation.Maximum] = Sse2.IsSupported ? LaneMethods.Binary<Vector128<T>>(Vector128.MaxNative) : LaneMethods.Binary<Vector128<T>>(Maximum),
        [KernelOperation.RoundToEven] = typeof(T) == typeof(double) ? LaneMethods.Unary<Vector128<double>>(Vector128.Round)
            : LaneMethods.Unary<Vector128<float>>(Vector128.Round),
        [KernelOperation.ShiftIntoExponent] = LaneMethods.Unary<Vector128<T>>(ShiftIntoExponent),
        [KernelOperation.Exponent] = LaneMethods.Unary<Vector128<T>>(Exponent),
        [KernelOperation.Fraction] = LaneMethods.Unary<Vector128<T>>(Fraction),
        [KernelOperation.Less] = LaneMethods.Binary<Vector128<T>>(Vector128.LessThan),
        [KernelOperation.LessOrEqual] = LaneMethods.Binary<Vector128<T>>(Vector128.LessThanOrEqual),
        [KernelOperation.Equal] = LaneMethods.Binary<Vector128<T>>(Vector128.Equals),
        [KernelOperation.And] = LaneMethods.Binary<Vector128<T>>(Vector128.BitwiseAnd),
        [KernelOperation.Or] = LaneMethods.Binary<Vector128<T>>(Vector128.BitwiseOr),
        [KernelOperation.Not] = LaneMethods.Unary<Vector128<T>>(Vector128.OnesComplement),
        [KernelOperation.Select] = LaneMethods.Ternary<Vector128<T>>(Vector128.ConditionalSelect),
    };

    [MethodImpl(Inline)]
    private static Vector128<T> Load<T>(long address)
        where T : unmanaged => *(Vector128<T>*)address;

    // Exact in double precision; in single precision the double is rounded, once, whatever the machine has.
    [MethodImpl(Inline)]
    private static Vector128<T> LoadArrivals<T>(long address, long resolution)
        where T : unmanaged => typeof(T) == typeof(double)
            ? (Numbers(Vector128.Load((long*)address)) * Vector128.Create(*(double*)resolution)).As<double, T>()
            : (Vector128.Narrow(Numbers(Vector128.Load((long*)address)), Numbers(Vector128.Load((long*)address + Vector128<long>.Count)))
                * Vector128.Create(*(float*)resolution)).As<float, T>();

    [MethodImpl(Inline)]
    private static void ClearArrivals<T>(long address)
    {
        Vector128<long>.Zero.Store((long*)address);
        if (typeof(T) == typeof(float))
        {
            Vector128<long>.Zero.Store((long*)address + Vector128<long>.Count);
        }
    }

    [MethodImpl(Inline)]
    private static Vector128<double> Numbers(Vector128<long> integers)
        => Avx512DQ.VL.IsSupported
            ? Avx512DQ.VL.ConvertToVector128Double(integers)
            : (integers + Vector128.Create(IntegerConversion.MagicBits)).AsDouble() - Vector128.Create(IntegerConversion.Magic);

    [MethodImpl(Inline)]
    private static void Store<T>(long address, Vector128<T> value)
        where T : unmanaged => *(Vector128<T>*)address = value;

    // A line in which nothing is written would stay clean, but without stores of single lanes that takes a branch, which costs more than the line where cells
    // are often refractory.
    [MethodImpl(Inline)]
    private static void StoreChanged<T>(long address, Vector128<T> value)
        where T : unmanaged => *(Vector128<T>*)address = value;

    [MethodImpl(Inline)]
    private static Vector128<T> Broadcast<T>(long address)
        where T : unmanaged => Vector128.Create(*(T*)address);

    [MethodImpl(Inline)]
    private static ulong Bits<T>(Vector128<T> mask) => Vector128.ExtractMostSignificantBits(mask);

    [MethodImpl(Inline)]
    private static Vector128<T> FusedMultiplySubtract<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c)
        => typeof(T) == typeof(double)
            ? Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), -c.AsDouble()).As<double, T>()
            : Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), -c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector128<T> FusedNegatedMultiplyAdd<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c)
        => typeof(T) == typeof(double)
            ? Vector128.FusedMultiplyAdd(-a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector128.FusedMultiplyAdd(-a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector128<T> Minimum<T>(Vector128<T> a, Vector128<T> b) => Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector128<T> Maximum<T>(Vector128<T> a, Vector128<T> b) => Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector128<T> ShiftIntoExponent<T>(Vector128<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    private static Vector128<T> Exponent<T>(Vector128<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector128.Create(0x4330000000000000UL)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector128.Create(0x4B000000U)).AsSingle() - Vector128.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector128<T> Fraction<T>(Vector128<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector128.Create(0x000FFFFFFFFFFFFFL)) | Vector128.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector128.Create(0x007FFFFF)) | Vector128.Create(0x3F800000)).As<int, T>();
}
