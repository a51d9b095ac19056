namespace Neuropil.Experiments;

/// <summary>A source that spikes at equal intervals, from a phase that each draws, and offers a number of axonal elements.</summary>
internal sealed record PacedSource : Neuron
{
    public required Parameter<Frequency> Rate { get; init; }

    /// <summary>How many synapses it offers to have.</summary>
    public required NumberParameter Elements { get; init; }

    protected override void Declare(CellBuilder equations)
    {
        var phase = equations.State("phase", Dimension.None);
        equations.Differential(phase, Expr.Of(Rate));
        equations.Initial(phase, Expr.Of(Distributions.Uniform(0, 1)));
        equations.On(equations.Spike(phase >= 1.0), phase, phase - 1.0);
        equations.Intermediate("elements", Elements);
    }
}
