using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A conductance that jumps by the weight at each spike and decays exponentially: dg/dt = -g / decay, I = g (E - V).
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record Exponential(string Name) : Receptor<Conductance>(Name)
{
    /// <summary>The decay time constant. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 5 * Units.ms;

    /// <summary>The reversal potential. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>
    /// Whether cells see the conductance's mean over the step, g (1 - exp(-dt/decay)) decay/dt, whose area is exact, in place of its value at
    /// the step's beginning (the default, which is what most simulators do).
    /// </summary>
    public bool MeanOverStep { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var g = equations.State("g", Conductance.Dimension);
        equations.Differential(g, -g / Decay);
        var (weights, arrival) = equations.Arrival(Conductance.Dimension);
        equations.On(arrival, g, g + weights);
        var seen = MeanOverStep ? g * Exprel(-Symbol.TimeStep / Decay) : g;
        var current = seen * (Reversal - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }
}
