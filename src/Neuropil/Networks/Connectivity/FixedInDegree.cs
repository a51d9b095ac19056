using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Every target receives from the same number of sources, drawn uniformly. They are different sources, the target itself
/// included, unless repetition is asked for: then a pair may be connected more than once.
/// </summary>
public sealed record FixedInDegree : ConnectionRule
{
    /// <summary>The rule with <paramref name="count"/> sources for each target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FixedInDegree(int count) => Count = count;

    /// <summary>The number of sources of each target, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int Count
    {
        get;
        init => field = Degree.RequireCount(nameof(FixedInDegree), value);
    }

    /// <summary>
    /// Whether a target may receive from a source more than once; default false: the sources of a target are a uniform sample without
    /// replacement.
    /// </summary>
    public bool WithRepetition { get; init; }

    internal override void RequireFits(ConnectionEnds ends)
        => Degree.RequirePartners(
            $"FixedInDegree({Count})", "source", ends.SourceName, Count, WithRepetition, ends.Targets, ends.Sources, !SelfConnections && ends.ShareNeurons);
}
