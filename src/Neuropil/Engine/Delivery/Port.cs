namespace Neuropil.Engine;

/// <summary>A place where spikes arrive: the port of one receptor at one population.</summary>
/// <param name="Population">The population's place in the network.</param>
/// <param name="Index">The port's place among those of the population's equations.</param>
internal readonly record struct Port(int Population, int Index);
