using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>
/// The primitives on 256 bits at a time: the machine's own operations where there is one, called directly (a kernel has hundreds of
/// calls, and the just-in-time compiler stops inlining helpers in large methods), small helpers for the rest.
/// </summary>
internal static unsafe class Lanes256
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The method of each primitive.</summary>
    public static LaneMethods Methods<T>()
        where T : unmanaged => new(
            LaneMethods.Of<long, Vector256<T>>(Load<T>),
            LaneMethods.Of<long, Vector256<T>>(Store),
            LaneMethods.Of<long, Vector256<T>>(StoreChanged),
            LaneMethods.Of<long, long, Vector256<T>>(LoadArrivals<T>),
            LaneMethods.Of<long>(ClearArrivals<T>),
            LaneMethods.Of<long, Vector256<T>>(Broadcast<T>),
            LaneMethods.Of<Vector256<T>, ulong>(Bits),
            Operations<T>());

    private static Dictionary<KernelOperation, MethodInfo> Operations<T>()
        where T : unmanaged => new()
    {
        [KernelOperation.Add] = LaneMethods.Binary<Vector256<T>>(Vector256.Add),
        [KernelOperation.Subtract] = LaneMethods.Binary<Vector256<T>>(Vector256.Subtract),
        [KernelOperation.Multiply] = LaneMethods.Binary<Vector256<T>>(Vector256.Multiply),
        [KernelOperation.Divide] = LaneMethods.Binary<Vector256<T>>(Vector256.Divide),
        [KernelOperation.FusedMultiplyAdd] = typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector256<double>>(Vector256.FusedMultiplyAdd)
            : LaneMethods.Ternary<Vector256<float>>(Vector256.FusedMultiplyAdd),
        [KernelOperation.FusedMultiplySubtract] = !Fma.IsSupported ? LaneMethods.Ternary<Vector256<T>>(FusedMultiplySubtract)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector256<double>>(Fma.MultiplySubtract)
                : LaneMethods.Ternary<Vector256<float>>(Fma.MultiplySubtract),
        [KernelOperation.FusedNegatedMultiplyAdd] = !Fma.IsSupported ? LaneMethods.Ternary<Vector256<T>>(FusedNegatedMultiplyAdd)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector256<double>>(Fma.MultiplyAddNegated)
                : LaneMethods.Ternary<Vector256<float>>(Fma.MultiplyAddNegated),
        [KernelOperation.Negate] = LaneMethods.Unary<Vector256<T>>(Vector256.Negate),
        [KernelOperation.Absolute] = LaneMethods.Unary<Vector256<T>>(Vector256.Abs),
        [KernelOperation.CopySign] = LaneMethods.Binary<Vector256<T>>(Vector256.CopySign),
        [KernelOperation.SquareRoot] = LaneMethods.Unary<Vector256<T>>(Vector256.Sqrt),

        // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
        [KernelOperation.Minimum] = Sse2.IsSupported ? LaneMethods.Binary<Vector256<T>>(Vector256.MinNative) : LaneMethods.Binary<Vector256<T>>(Minimum),
        [KernelOperation.Maximum] = Sse2.IsSupported ? LaneMethods.Binary<Vector256<T>>(Vector256.MaxNative) : LaneMethods.Binary<Vector256<T>>(Maximum),
        [KernelOperation.RoundToEven] = typeof(T) == typeof(double) ? LaneMethods.Unary<Vector256<double>>(Vector256.Round)
            : LaneMethods.Unary<Vector256<float>>(Vector256.Round),
        [KernelOperation.ShiftIntoExponent] = LaneMethods.Unary<Vector256<T>>(ShiftIntoExponent),
        [KernelOperation.Exponent] = LaneMethods.Unary<Vector256<T>>(Exponent),
        [KernelOperation.Fraction] = LaneMethods.Unary<Vector256<T>>(Fraction),
        [KernelOperation.Less] = LaneMethods.Binary<Vector256<T>>(Vector256.LessThan),
        [KernelOperation.LessOrEqual] = LaneMethods.Binary<Vector256<T>>(Vector256.LessThanOrEqual),
        [KernelOperation.Equal] = LaneMethods.Binary<Vector256<T>>(Vector256.Equals),
        [KernelOperation.And] = LaneMethods.Binary<Vector256<T>>(Vector256.BitwiseAnd),
        [KernelOperation.Or] = LaneMethods.Binary<Vector256<T>>(Vector256.BitwiseOr),
        [KernelOperation.Not] = LaneMethods.Unary<Vector256<T>>(Vector256.OnesComplement),
        [KernelOperation.Select] = LaneMethods.Ternary<Vector256<T>>(Vector256.ConditionalSelect),
    };

    [MethodImpl(Inline)]
    private static Vector256<T> Load<T>(long address)
        where T : unmanaged => *(Vector256<T>*)address;

    // Exact in double precision; in single precision the double is rounded, once, whatever the machine has.
    [MethodImpl(Inline)]
    private static Vector256<T> LoadArrivals<T>(long address, long resolution)
        where T : unmanaged => typeof(T) == typeof(double)
            ? (Numbers(Vector256.Load((long*)address)) * Vector256.Create(*(double*)resolution)).As<double, T>()
            : (Vector256.Narrow(Numbers(Vector256.Load((long*)address)), Numbers(Vector256.Load((long*)address + Vector256<long>.Count)))
                * Vector256.Create(*(float*)resolution)).As<float, T>();

    [MethodImpl(Inline)]
    private static void ClearArrivals<T>(long address)
    {
        Vector256<long>.Zero.Store((long*)address);
        if (typeof(T) == typeof(float))
        {
            Vector256<long>.Zero.Store((long*)address + Vector256<long>.Count);
        }
    }

    [MethodImpl(Inline)]
    private static Vector256<double> Numbers(Vector256<long> integers)
        => Avx512DQ.VL.IsSupported
            ? Avx512DQ.VL.ConvertToVector256Double(integers)
            : (integers + Vector256.Create(IntegerConversion.MagicBits)).AsDouble() - Vector256.Create(IntegerConversion.Magic);

    [MethodImpl(Inline)]
    private static void Store<T>(long address, Vector256<T> value)
        where T : unmanaged => *(Vector256<T>*)address = value;

    // A line in which nothing is written would stay clean, but without stores of single lanes that takes a branch, which costs more than the line where cells
    // are often refractory.
    [MethodImpl(Inline)]
    private static void StoreChanged<T>(long address, Vector256<T> value)
        where T : unmanaged => *(Vector256<T>*)address = value;

    [MethodImpl(Inline)]
    private static Vector256<T> Broadcast<T>(long address)
        where T : unmanaged => Vector256.Create(*(T*)address);

    [MethodImpl(Inline)]
    private static ulong Bits<T>(Vector256<T> mask) => Vector256.ExtractMostSignificantBits(mask);

    [MethodImpl(Inline)]
    private static Vector256<T> FusedMultiplySubtract<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), -c.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), -c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector256<T> FusedNegatedMultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => typeof(T) == typeof(double)
            ? Vector256.FusedMultiplyAdd(-a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector256.FusedMultiplyAdd(-a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector256<T> Minimum<T>(Vector256<T> a, Vector256<T> b) => Vector256.ConditionalSelect(Vector256.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector256<T> Maximum<T>(Vector256<T> a, Vector256<T> b) => Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector256<T> ShiftIntoExponent<T>(Vector256<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    private static Vector256<T> Exponent<T>(Vector256<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector256.Create(0x4B000000U)).AsSingle() - Vector256.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector256<T> Fraction<T>(Vector256<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector256.Create(0x000FFFFFFFFFFFFFL)) | Vector256.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector256.Create(0x007FFFFF)) | Vector256.Create(0x3F800000)).As<int, T>();
}
