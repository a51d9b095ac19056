using static Neuropil.Functions;

namespace Neuropil;

/// <summary>A current, positive inward, that jumps by the weight at each spike and decays exponentially: ds/dt = -s / decay, I = s.</summary>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record ExponentialCurrent(string Name) : Receptor<Current>(Name)
{
    /// <summary>The decay time constant. Default 5 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 5 * Units.ms;

    /// <summary>Whether cells see the current's mean over the step in place of its value at the step's beginning.</summary>
    public bool MeanOverStep { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var s = equations.State("s", Current.Dimension);
        equations.Differential(s, -s / Decay);
        var (weights, arrival) = equations.Arrival(Current.Dimension);
        equations.On(arrival, s, s + weights);
        var current = MeanOverStep ? s * Exprel(-Symbol.TimeStep / Decay) : s;
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }
}
