namespace Neuropil.Compiler;

/// <summary>
/// What a node of a kernel computes: the primitives that a backend must offer. Elementary functions are made of them.
/// </summary>
internal enum KernelOperation
{
    /// <summary>A number, by its bits.</summary>
    Constant,

    /// <summary>A number from the table of uniform values, the same for all cells in this step.</summary>
    Uniform,

    /// <summary>What clears a column of arrivals: the integer zero.</summary>
    NoArrivals,

    /// <summary>The one number of a column that all share.</summary>
    LoadShared,

    /// <summary>A cell's value from a column.</summary>
    Load,

    /// <summary>A cell's integer from a column of arrivals, as a number, times a uniform value, its resolution.</summary>
    LoadArrivals,

    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>a b + c with one rounding.</summary>
    FusedMultiplyAdd,

    /// <summary>a b - c with one rounding.</summary>
    FusedMultiplySubtract,

    /// <summary>c - a b with one rounding.</summary>
    FusedNegatedMultiplyAdd,

    Negate,
    Absolute,
    CopySign,
    SquareRoot,
    Minimum,
    Maximum,
    RoundToEven,
    ShiftIntoExponent,
    Exponent,
    Fraction,

    Less,
    LessOrEqual,
    Equal,
    And,
    Or,
    Not,
    Select,
}
