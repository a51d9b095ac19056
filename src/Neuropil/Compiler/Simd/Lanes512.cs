using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Compiler;

/// <summary>
/// The primitives on 512 bits at a time: the machine's own operations where there is one, called directly (a kernel has hundreds of
/// calls, and the just-in-time compiler stops inlining helpers in large methods), small helpers for the rest.
/// </summary>
internal static unsafe class Lanes512
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The method of each primitive.</summary>
    public static LaneMethods Methods<T>()
        where T : unmanaged => new(
            LaneMethods.Of<long, Vector512<T>>(Load<T>),
            LaneMethods.Of<long, Vector512<T>>(Store),
            LaneMethods.Of<long, Vector512<T>>(StoreChanged),
            LaneMethods.Of<long, long, Vector512<T>>(LoadArrivals<T>),
            LaneMethods.Of<long>(ClearArrivals<T>),
            LaneMethods.Of<long, Vector512<T>>(Broadcast<T>),
            LaneMethods.Of<Vector512<T>, ulong>(Bits),
            Operations<T>());

    private static Dictionary<KernelOperation, MethodInfo> Operations<T>()
        where T : unmanaged => new()
    {
        [KernelOperation.Add] = LaneMethods.Binary<Vector512<T>>(Vector512.Add),
        [KernelOperation.Subtract] = LaneMethods.Binary<Vector512<T>>(Vector512.Subtract),
        [KernelOperation.Multiply] = LaneMethods.Binary<Vector512<T>>(Vector512.Multiply),
        [KernelOperation.Divide] = LaneMethods.Binary<Vector512<T>>(Vector512.Divide),
        [KernelOperation.FusedMultiplyAdd] = typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector512<double>>(Vector512.FusedMultiplyAdd)
            : LaneMethods.Ternary<Vector512<float>>(Vector512.FusedMultiplyAdd),
        [KernelOperation.FusedMultiplySubtract] = !Avx512F.IsSupported ? LaneMethods.Ternary<Vector512<T>>(FusedMultiplySubtract)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector512<double>>(Avx512F.FusedMultiplySubtract)
                : LaneMethods.Ternary<Vector512<float>>(Avx512F.FusedMultiplySubtract),
        [KernelOperation.FusedNegatedMultiplyAdd] = !Avx512F.IsSupported ? LaneMethods.Ternary<Vector512<T>>(FusedNegatedMultiplyAdd)
            : typeof(T) == typeof(double) ? LaneMethods.Ternary<Vector512<double>>(Avx512F.FusedMultiplyAddNegated)
                : LaneMethods.Ternary<Vector512<float>>(Avx512F.FusedMultiplyAddNegated),
        [KernelOperation.Negate] = LaneMethods.Unary<Vector512<T>>(Vector512.Negate),
        [KernelOperation.Absolute] = LaneMethods.Unary<Vector512<T>>(Vector512.Abs),
        [KernelOperation.CopySign] = LaneMethods.Binary<Vector512<T>>(Vector512.CopySign),
        [KernelOperation.SquareRoot] = LaneMethods.Unary<Vector512<T>>(Vector512.Sqrt),

        // The machine's own min and max return the second operand where one is not a number, on x86; elsewhere it is written out.
        [KernelOperation.Minimum] = Sse2.IsSupported ? LaneMethods.Binary<Vector512<T>>(Vector512.MinNative) : LaneMethods.Binary<Vector512<T>>(Minimum),
        [KernelOperation.Maximum] = Sse2.IsSupported ? LaneMethods.Binary<Vector512<T>>(Vector512.MaxNative) : LaneMethods.Binary<Vector512<T>>(Maximum),
        [KernelOperation.RoundToEven] = typeof(T) == typeof(double) ? LaneMethods.Unary<Vector512<double>>(Vector512.Round)
            : LaneMethods.Unary<Vector512<float>>(Vector512.Round),
        [KernelOperation.ShiftIntoExponent] = LaneMethods.Unary<Vector512<T>>(ShiftIntoExponent),
        [KernelOperation.Exponent] = LaneMethods.Unary<Vector512<T>>(Exponent),
        [KernelOperation.Fraction] = LaneMethods.Unary<Vector512<T>>(Fraction),
        [KernelOperation.Less] = LaneMethods.Binary<Vector512<T>>(Vector512.LessThan),
        [KernelOperation.LessOrEqual] = LaneMethods.Binary<Vector512<T>>(Vector512.LessThanOrEqual),
        [KernelOperation.Equal] = LaneMethods.Binary<Vector512<T>>(Vector512.Equals),
        [KernelOperation.And] = LaneMethods.Binary<Vector512<T>>(Vector512.BitwiseAnd),
        [KernelOperation.Or] = LaneMethods.Binary<Vector512<T>>(Vector512.BitwiseOr),
        [KernelOperation.Not] = LaneMethods.Unary<Vector512<T>>(Vector512.OnesComplement),
        [KernelOperation.Select] = LaneMethods.Ternary<Vector512<T>>(Vector512.ConditionalSelect),
    };

    [MethodImpl(Inline)]
    private static Vector512<T> Load<T>(long address)
        where T : unmanaged => *(Vector512<T>*)address;

    // Exact in double precision; in single precision the double is rounded, once, whatever the machine has.
    [MethodImpl(Inline)]
    private static Vector512<T> LoadArrivals<T>(long address, long resolution)
        where T : unmanaged => typeof(T) == typeof(double)
            ? (Numbers(Vector512.Load((long*)address)) * Vector512.Create(*(double*)resolution)).As<double, T>()
            : (Vector512.Narrow(Numbers(Vector512.Load((long*)address)), Numbers(Vector512.Load((long*)address + Vector512<long>.Count)))
                * Vector512.Create(*(float*)resolution)).As<float, T>();

    [MethodImpl(Inline)]
    private static void ClearArrivals<T>(long address)
    {
        ClearIntegers((long*)address);
        if (typeof(T) == typeof(float))
        {
            ClearIntegers((long*)address + Vector512<long>.Count);
        }
    }

    // Where little arrives, lines that are zero need not be written.
    [MethodImpl(Inline)]
    private static void ClearIntegers(long* address)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(address, ~Vector512.Equals(*(Vector512<long>*)address, Vector512<long>.Zero), Vector512<long>.Zero);
        }
        else
        {
            Vector512<long>.Zero.Store(address);
        }
    }

    [MethodImpl(Inline)]
    private static Vector512<double> Numbers(Vector512<long> integers)
        => Avx512DQ.IsSupported
            ? Avx512DQ.ConvertToVector512Double(integers)
            : (integers + Vector512.Create(IntegerConversion.MagicBits)).AsDouble() - Vector512.Create(IntegerConversion.Magic);

    [MethodImpl(Inline)]
    private static void Store<T>(long address, Vector512<T> value)
        where T : unmanaged => *(Vector512<T>*)address = value;

    // A line in which nothing is written stays clean. Values are compared by their bits: zero is not minus zero, and what is no number is itself.
    [MethodImpl(Inline)]
    private static void StoreChanged<T>(long address, Vector512<T> value)
        where T : unmanaged
    {
        if (!Avx512F.IsSupported)
        {
            *(Vector512<T>*)address = value;
        }
        else if (typeof(T) == typeof(double))
        {
            Avx512F.MaskStore((long*)address, ~Vector512.Equals(value.AsInt64(), *(Vector512<long>*)address), value.AsInt64());
        }
        else
        {
            Avx512F.MaskStore((int*)address, ~Vector512.Equals(value.AsInt32(), *(Vector512<int>*)address), value.AsInt32());
        }
    }

    [MethodImpl(Inline)]
    private static Vector512<T> Broadcast<T>(long address)
        where T : unmanaged => Vector512.Create(*(T*)address);

    [MethodImpl(Inline)]
    private static ulong Bits<T>(Vector512<T> mask) => Vector512.ExtractMostSignificantBits(mask);

    [MethodImpl(Inline)]
    private static Vector512<T> FusedMultiplySubtract<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), -c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), -c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector512<T> FusedNegatedMultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        => typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(-a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(-a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector512<T> Minimum<T>(Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(Vector512.LessThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector512<T> Maximum<T>(Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);

    [MethodImpl(Inline)]
    private static Vector512<T> ShiftIntoExponent<T>(Vector512<T> a)
        => typeof(T) == typeof(double) ? (a.AsInt64() << 52).As<long, T>() : (a.AsInt32() << 23).As<int, T>();

    [MethodImpl(Inline)]
    private static Vector512<T> Exponent<T>(Vector512<T> a)
        => typeof(T) == typeof(double)
            ? (((a.AsUInt64() >> 52) | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023)).As<double, T>()
            : (((a.AsUInt32() >> 23) | Vector512.Create(0x4B000000U)).AsSingle() - Vector512.Create(8388608.0f + 127)).As<float, T>();

    [MethodImpl(Inline)]
    private static Vector512<T> Fraction<T>(Vector512<T> a)
        => typeof(T) == typeof(double)
            ? ((a.AsInt64() & Vector512.Create(0x000FFFFFFFFFFFFFL)) | Vector512.Create(0x3FF0000000000000L)).As<long, T>()
            : ((a.AsInt32() & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).As<int, T>();
}
