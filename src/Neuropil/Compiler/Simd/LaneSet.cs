using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Neuropil.Compiler;

/// <summary>The primitives of one width and precision, as calls that a kernel's expression tree is made of.</summary>
internal sealed class LaneSet
{
    private readonly Type methods;

    private LaneSet(LaneWidth width, bool isSingle)
    {
        Width = width;
        Element = isSingle ? typeof(float) : typeof(double);
        ElementSize = isSingle ? sizeof(float) : sizeof(double);
        var openVector = width switch
        {
            LaneWidth.Bits512 => typeof(Vector512<>),
            LaneWidth.Bits256 => typeof(Vector256<>),
            LaneWidth.Bits128 => typeof(Vector128<>),
            _ => null,
        };
        Vector = openVector?.MakeGenericType(Element) ?? Element;
        Mask = openVector is null ? typeof(bool) : Vector;
        Lanes = width == LaneWidth.Scalar ? 1 : (int)width / 8 / ElementSize;
        methods = width switch
        {
            LaneWidth.Bits512 => typeof(Lanes512),
            LaneWidth.Bits256 => typeof(Lanes256),
            LaneWidth.Bits128 => typeof(Lanes128),
            _ => typeof(LanesScalar),
        };
    }

    public LaneWidth Width { get; }

    public Type Element { get; }

    public int ElementSize { get; }

    public int Lanes { get; }

    /// <summary>The type of a value.</summary>
    public Type Vector { get; }

    /// <summary>The type of a truth value.</summary>
    public Type Mask { get; }

    /// <summary>The lane set of a width; Auto is the widest that is fast on this machine.</summary>
    public static LaneSet Of(LaneWidth width, bool isSingle) => new(width == LaneWidth.Auto ? Widest() : width, isSingle);

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

    /// <summary>A call of the primitive of that name.</summary>
    public Expression Call(string name, params Expression[] arguments) => Expression.Call(Method(name), arguments);

    private MethodInfo Method(string name)
        => methods.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(Element);
}
