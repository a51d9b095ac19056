namespace Neuropil.Engine;

/// <summary>A place where spikes arrive: the port of one receptor at one population.</summary>
/// <remarks>
/// A class, as are the other handles of building: the base library's collections are there compiled for references, and would be compiled anew for each
/// structure when a program starts (40 ms in all, measured).
/// </remarks>
/// <param name="Population">The population's place in the network.</param>
/// <param name="Index">The port's place among those of the population's equations.</param>
internal sealed record Port(int Population, int Index);
