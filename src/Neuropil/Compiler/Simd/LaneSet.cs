using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.Intrinsics;

namespace Neuropil.Compiler;

/// <summary>The primitives of one width and precision, as calls that a kernel's expression tree is made of.</summary>
internal sealed class LaneSet
{
    private static readonly ConcurrentDictionary<(LaneWidth Width, bool IsSingle), LaneSet> Known = new();

    private readonly LaneMethods methods;

    private LaneSet(LaneWidth width, bool isSingle)
    {
        Width = width;
        Element = isSingle ? typeof(float) : typeof(double);
        ElementSize = isSingle ? sizeof(float) : sizeof(double);
        Lanes = width == LaneWidth.Scalar ? 1 : (int)width / 8 / ElementSize;
        methods = isSingle ? Methods<float>(width) : Methods<double>(width);
    }

    public LaneWidth Width { get; }

    public Type Element { get; }

    public int ElementSize { get; }

    public int Lanes { get; }

    /// <summary>The type of a value.</summary>
    public Type Vector => methods.Load.ReturnType;

    /// <summary>Whether truth values are in registers of their own, not in vectors.</summary>
    public bool HasMaskRegisters => Width == LaneWidth.Bits512;

    /// <summary>
    /// How many values a kernel may keep alive: the registers but four, which memory operands and the compiler's own copies need (0003-kernels.md).
    /// </summary>
    public int Registers { get; } = (System.Runtime.Intrinsics.X86.Avx512F.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 32 : 16) - 4;

    /// <summary>The lane set of a width; Auto is the widest that is fast on this machine.</summary>
    public static LaneSet Of(LaneWidth width, bool isSingle)
        => Known.GetOrAdd((width == LaneWidth.Auto ? Widest() : width, isSingle), key => new LaneSet(key.Width, key.IsSingle));

    /// <summary>The widest registers of this machine. Without fused multiply-add in hardware, scalar code serves best.</summary>
    public static LaneWidth Widest()
    {
        bool fused = System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
        return !fused ? LaneWidth.Scalar
            : Vector512.IsHardwareAccelerated ? LaneWidth.Bits512
            : Vector256.IsHardwareAccelerated ? LaneWidth.Bits256
            : Vector128.IsHardwareAccelerated ? LaneWidth.Bits128
            : LaneWidth.Scalar;
    }

    /// <summary>The type of an operation's result.</summary>
    public Type ResultOf(KernelOperation operation) => methods.Operations[operation].ReturnType;

    /// <summary>The primitive on operands.</summary>
    public Expression Call(KernelOperation operation, params Expression[] operands) => Expression.Call(methods.Operations[operation], operands);

    /// <summary>Consecutive values from memory.</summary>
    public Expression Load(Expression address) => Expression.Call(methods.Load, address);

    /// <summary>Consecutive 64-bit integers from memory as numbers, times one number from memory.</summary>
    public Expression LoadArrivals(Expression address, Expression resolution) => Expression.Call(methods.LoadArrivals, address, resolution);

    /// <summary>Writes as many 64-bit zeros to memory.</summary>
    public Expression ClearArrivals(Expression address) => Expression.Call(methods.ClearArrivals, address);

    /// <summary>Writes consecutive values to memory.</summary>
    public Expression Store(Expression address, Expression value) => Expression.Call(methods.Store, address, value);

    /// <summary>Writes consecutive values to memory where they are not there already.</summary>
    public Expression StoreChanged(Expression address, Expression value) => Expression.Call(methods.StoreChanged, address, value);

    /// <summary>One number from memory in every lane.</summary>
    public Expression Broadcast(Expression address) => Expression.Call(methods.Broadcast, address);

    /// <summary>A truth value's lanes as bits.</summary>
    public Expression Bits(Expression mask) => Expression.Call(methods.Bits, mask);

    private static LaneMethods Methods<T>(LaneWidth width)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => width switch
    {
        LaneWidth.Bits512 => Lanes512.Methods<T>(),
        LaneWidth.Bits256 => Lanes256.Methods<T>(),
        LaneWidth.Bits128 => Lanes128.Methods<T>(),
        _ => LanesScalar.Methods<T>(),
    };
}
