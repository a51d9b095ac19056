namespace Neuropil;

/// <summary>
/// A conductance that follows a spike as the alpha function: w e (t/tau) exp(-t/tau), with a peak of the weight at tau (Rall, J. Neurophysiol. 30, 1967), or
/// sized otherwise (<see cref="Size"/>); I = g (E - V). Exact at any step: it is two stages of first order (<see cref="TwoStages"/>).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record Alpha(string Name) : Receptor<Conductance>(Name)
{
    /// <summary>tau, the time constant of both stages, at which the peak is. Default 2 ms.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 2 * Units.ms;

    /// <summary>The reversal potential. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>How large the kernel is. By default its peak is one; <see cref="KernelSize.Stages"/> is (t/tau) exp(-t/tau).</summary>
    public KernelSize Size { get; init; } = KernelSize.Peak;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var g = TwoStages.Declare(equations, "g", Conductance.Dimension, TimeConstant, TimeConstant, Size);
        var current = g * (Reversal - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }
}
