namespace Neuropil;

/// <summary>What a synapse lets out at a spike of its source, or at a tick of a clock.</summary>
/// <param name="Event">When.</param>
/// <param name="Factor">The number by which the weight is multiplied.</param>
/// <param name="Largest">The largest factor.</param>
/// <param name="After">How many statements of the synapse stand before it.</param>
internal sealed record Emission(ModelEvent Event, Expr Factor, double Largest, int After);
