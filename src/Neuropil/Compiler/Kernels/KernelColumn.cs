namespace Neuropil.Compiler;

/// <summary>What a column of a population's state block holds.</summary>
internal enum ColumnKind
{
    /// <summary>A state variable.</summary>
    State,

    /// <summary>Steps of refractoriness left.</summary>
    Refractory,

    /// <summary>
    /// The weights that arrive in this step, as 64-bit integers that count resolutions (<see cref="KernelColumn.Source"/>); the step's kernel
    /// clears it.
    /// </summary>
    Arrival,

    /// <summary>What couplings bring in this step, a floating sum; the step's kernel clears it.</summary>
    Coupled,

    /// <summary>A parameter that differs between cells.</summary>
    Parameter,

    /// <summary>A value computed once from such parameters.</summary>
    Derived,

    /// <summary>A standard normal number, or a chance from 0 to 1, drawn for this step; filled chunk by chunk before the kernel runs.</summary>
    Draw,

    /// <summary>What the cells give out to couplings in the next step; its place changes from step to step.</summary>
    Output,

    /// <summary>One number for all, at the column's address, which changes from call to call.</summary>
    Shared,

    /// <summary>A value passed from one part of a kernel to a later one, chunk by chunk: a column of a backend's own, which no plan has.</summary>
    Scratch,
}

/// <summary>A column of one number per cell.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Dimension">The dimension; values are in kernel units.</param>
/// <param name="Source">For a parameter or a derived column, the expression that fills it; for arrivals, the symbol of their resolution.</param>
internal sealed record KernelColumn(ColumnKind Kind, string Name, Dimension Dimension, Expr? Source = null)
{
    /// <summary>The symbol that the column holds in the step's formulas, or null. Two symbols may have one name.</summary>
    public Symbol? Symbol { get; init; }
}
