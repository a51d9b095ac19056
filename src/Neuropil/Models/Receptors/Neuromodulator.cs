namespace Neuropil;

/// <summary>
/// A neuromodulator about a cell, such as dopamine: spikes of the cells that release it add their weights to its concentration, which is cleared
/// exponentially. It brings no current; what it does is said where it is read, as by <see cref="RewardPlasticity{TWeight}"/>: dd/dt = -d/tau + arrivals
/// (Izhikevich 2007, Cereb. Cortex 17, eq. 3).
/// </summary>
/// <remarks>One that spreads to all cells is an all-to-all projection. A weight below zero is a dip.</remarks>
/// <param name="Name">The name in the paths of its variable, <c>concentration</c>.</param>
public sealed record Neuromodulator(string Name) : Receptor<Concentration>(Name)
{
    /// <summary>tau, the time constant with which it is cleared. Default 200 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 200 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        ArgumentNullException.ThrowIfNull(equations);
        var d = equations.State("concentration", Concentration.Dimension);
        equations.Differential(d, -d / Decay);
        var (weights, arrival) = equations.Arrival(Concentration.Dimension);
        equations.On(arrival, d, d + weights);
    }
}
