namespace Neuropil.Engine;

/// <summary>How synapses of different delays are stored. It changes no result.</summary>
internal enum SynapseStorage
{
    /// <summary>As fast as is known, by the lengths of rows and the number of delays.</summary>
    Auto,

    /// <summary>In groups of one delay, each added when it is due.</summary>
    Groups,

    /// <summary>In groups of three delays, added to rows of a ring when the first of them has passed.</summary>
    Blocks,

    /// <summary>A source's synapses together, added to rows of a ring when the shortest delay has passed.</summary>
    Ring,
}
