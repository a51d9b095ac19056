namespace Neuropil;

/// <summary>
/// A conductance that rises and decays exponentially after a spike: w C (exp(-t/decay) - exp(-t/rise)), by default with a peak of the weight at
/// rise decay/(decay - rise) ln(decay/rise); I = g (E - V). Where the two are equal it is the alpha function, and a rise that is slower than the decay is the
/// same kernel. Exact at any step: it is two stages of first order (<see cref="TwoStages"/>).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record DoubleExponential(string Name) : Receptor<Conductance>(Name)
{
    /// <summary>The rise time constant. Default 0.5 ms.</summary>
    [Positive]
    public Parameter<Time> Rise { get; init; } = 0.5 * Units.ms;

    /// <summary>The decay time constant. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 5 * Units.ms;

    /// <summary>The reversal potential. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>How large the kernel is. By default its peak is one.</summary>
    public KernelSize Size { get; init; } = KernelSize.Peak;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var g = TwoStages.Declare(equations, "g", Conductance.Dimension, Rise, Decay, Size);
        var current = g * (Reversal - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }
}
