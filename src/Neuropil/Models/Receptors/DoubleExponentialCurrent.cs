namespace Neuropil;

/// <summary>
/// A current, positive inward, that rises and decays exponentially after a spike: w C (exp(-t/decay) - exp(-t/rise)), by default with a peak of the weight.
/// Equal times are the alpha function, and a rise that is slower than the decay is the same kernel. Exact at any step (<see cref="TwoStages"/>).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record DoubleExponentialCurrent(string Name) : Receptor<Current>(Name)
{
    /// <summary>The rise time constant. Default 0.5 ms.</summary>
    [Positive]
    public Parameter<Time> Rise { get; init; } = 0.5 * Units.ms;

    /// <summary>The decay time constant. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 5 * Units.ms;

    /// <summary>How large the kernel is. By default its peak is one.</summary>
    public KernelSize Size { get; init; } = KernelSize.Peak;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var s = TwoStages.Declare(equations, "s", Current.Dimension, Rise, Decay, Size);
        equations.Intermediate("current", s);
        equations.AddInwardCurrent(s);
    }
}
