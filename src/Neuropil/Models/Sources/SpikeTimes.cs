namespace Neuropil;

/// <summary>
/// Spikes at given times. A spike at time t belongs to the step that ends at t rounded to the grid: it acts as one that a neuron fired at t.
/// Times must be positive; several cells may share an index list of any order.
/// </summary>
/// <param name="Spikes">Cell indices within the population and times.</param>
public sealed record SpikeTimes(IReadOnlyList<(int Cell, Time Time)> Spikes) : SpikeSource;
