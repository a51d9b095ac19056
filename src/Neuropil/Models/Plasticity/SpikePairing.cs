namespace Neuropil;

/// <summary>Which spikes of the two ends make pairs in a rule of spike timing.</summary>
public enum SpikePairing
{
    /// <summary>Each presynaptic spike with each postsynaptic one: the traces rise by 1 at each spike.</summary>
    AllToAll,

    /// <summary>
    /// Each spike with the last one of the other end: the traces are set to 1 at each spike (the symmetric scheme of Morrison, Diesmann and Gerstner 2008,
    /// Biol. Cybern. 98, figure 7A).
    /// </summary>
    NearestNeighbour,
}
