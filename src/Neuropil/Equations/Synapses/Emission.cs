namespace Neuropil;

/// <summary>What a presynaptic spike lets out.</summary>
/// <param name="Factor">The number by which the weight is multiplied.</param>
/// <param name="Largest">The largest factor.</param>
/// <param name="After">How many statements of the synapse stand before it.</param>
internal sealed record Emission(Expr Factor, double Largest, int After);
