namespace Neuropil;

/// <summary>
/// Where a variable lives, and so how many values it has. A declaration names the narrowest scope that it can do with; what it depends on may
/// force a wider one: a parameter drawn for each synapse moves a variable of the source to the edge.
/// </summary>
public enum Scope
{
    /// <summary>One value for each cell of a population.</summary>
    Cell,

    /// <summary>One value for each source cell of a projection, shared by its synapses.</summary>
    Source,

    /// <summary>One value for each target cell of a projection, shared by its synapses.</summary>
    Target,

    /// <summary>One value for each synapse.</summary>
    Edge,

    /// <summary>One value for each release site of each synapse.</summary>
    Site,
}
