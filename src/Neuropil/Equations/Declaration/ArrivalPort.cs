namespace Neuropil;

/// <summary>
/// The place where the spikes of projections arrive at a population: the sum of their weights in a step, per target cell, and the event on which they act.
/// </summary>
/// <param name="Symbol">Stands for the sum in the receptor's equations.</param>
/// <param name="Receptor">The receptor's name.</param>
/// <param name="Event">What happens when weights arrive, in a step whose sum is not zero.</param>
public sealed record ArrivalPort(Symbol Symbol, string Receptor, ModelEvent Event)
{
    /// <summary>What a declaration needs, as in <c>var (weights, arrival) = equations.Arrival(...); equations.On(arrival, g, g + weights);</c>.</summary>
    public void Deconstruct(out Symbol weights, out ModelEvent arrival) => (weights, arrival) = (Symbol, Event);
}
