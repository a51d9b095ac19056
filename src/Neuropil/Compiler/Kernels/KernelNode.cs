namespace Neuropil.Compiler;

/// <summary>
/// One node: an operation on up to three earlier nodes. Constants carry their bits, so that 0 and -0 differ; uniforms and loads carry an index,
/// loads of arrivals a second one: the slot of the resolution.
/// </summary>
internal readonly record struct KernelNode(KernelOperation Operation, int A = -1, int B = -1, int C = -1, long Bits = 0)
{
    /// <summary>The number of a constant.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether A, B, C are nodes.</summary>
    public bool HasOperands => Operation > KernelOperation.LoadArrivals;

    /// <summary>Whether a column is read.</summary>
    public bool IsLoad => Operation is KernelOperation.Load or KernelOperation.LoadArrivals;

    /// <summary>Whether the result is a truth value.</summary>
    public bool IsMask => Operation is >= KernelOperation.Less and <= KernelOperation.Not;

    /// <summary>The number of operands.</summary>
    public int OperandCount => !HasOperands ? 0 : C >= 0 ? 3 : B >= 0 ? 2 : 1;

    /// <summary>Operand 0, 1 or 2.</summary>
    public int Operand(int index) => index switch { 0 => A, 1 => B, _ => C };
}
