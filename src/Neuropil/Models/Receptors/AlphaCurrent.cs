namespace Neuropil;

/// <summary>
/// A current, positive inward, that follows a spike as the alpha function: w e (t/tau) exp(-t/tau), with a peak of the weight at tau, or sized otherwise
/// (<see cref="Size"/>). Exact at any step (<see cref="TwoStages"/>; Rotter and Diesmann, Biol. Cybern. 81, 1999).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record AlphaCurrent(string Name) : Receptor<Current>(Name)
{
    /// <summary>tau, the time constant of both stages, at which the peak is. Default 2 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 2 * Units.ms;

    /// <summary>How large the kernel is. By default its peak is one; <see cref="KernelSize.Stages"/> is (t/tau) exp(-t/tau).</summary>
    public KernelSize Size { get; init; } = KernelSize.Peak;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var s = TwoStages.Declare(equations, "s", Current.Dimension, TimeConstant, TimeConstant, Size);
        equations.Intermediate("current", s);
        equations.AddInwardCurrent(s);
    }
}
