namespace Neuropil.Engine;

/// <summary>The synapses of a projection in executable form, and what the network needs to know of them.</summary>
internal sealed record ProjectionSynapses
{
    /// <summary>The tiles of each worker.</summary>
    public required List<SynapseTile>[] Tiles { get; init; }

    public required long Count { get; init; }

    /// <summary>The shortest delay in steps.</summary>
    public required int ShortestDelay { get; init; }

    /// <summary>The longest delay in steps.</summary>
    public required int LongestDelay { get; init; }

    /// <summary>A number that follows from every synapse's source, target, delay and weight.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Something the user should know (a delay was rounded), or null.</summary>
    public required string? Warning { get; init; }
}
