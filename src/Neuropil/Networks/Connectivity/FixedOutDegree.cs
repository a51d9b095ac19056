using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Every source connects to the same number of targets, drawn uniformly. They are different targets, the source itself
/// included, unless repetition is asked for: then a pair may be connected more than once, which is how the E-I network that Neuropil reproduces is wired.
/// </summary>
public sealed record FixedOutDegree : ConnectionRule
{
    /// <summary>The rule with <paramref name="count"/> targets for each source.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FixedOutDegree(int count) => Count = count;

    /// <summary>The number of targets of each source, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int Count
    {
        get;
        init => field = Degree.RequireCount(nameof(FixedOutDegree), value);
    }

    /// <summary>
    /// Whether a source may be connected to a target more than once; default false: the targets of a source are a uniform sample without
    /// replacement.
    /// </summary>
    public bool WithRepetition { get; init; }

    internal override void RequireFits(ConnectionEnds ends)
        => Degree.RequirePartners(
            $"FixedOutDegree({Count})", "target", ends.TargetName, Count, WithRepetition, ends.Sources, ends.Targets, !SelfConnections && ends.ShareNeurons);
}
