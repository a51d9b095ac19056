namespace Neuropil.Engine;

/// <summary>How synapses of different delays are stored. It changes no result.</summary>
internal enum SynapseStorage
{
    /// <summary>By the length of a source's groups of one delay: whichever is faster.</summary>
    Auto,

    /// <summary>In groups of one delay, each added when it is due.</summary>
    Groups,

    /// <summary>A source's synapses together, added to rows of a ring when the shortest delay has passed.</summary>
    Ring,
}
