using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Every target receives from the same number of sources, drawn uniformly. By default they are drawn with repetition, the target itself
/// included: a pair may be connected more than once, and a neuron to itself.
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
    /// Whether a target may receive from a source more than once; default true. When false, the sources of a target are a uniform sample
    /// without replacement.
    /// </summary>
    public bool WithRepetition { get; init; } = true;

    internal override void RequireFits(ConnectionEnds ends)
        => Degree.RequirePartners(
            $"FixedInDegree({Count})", "source", ends.SourceName, Count, WithRepetition, ends.Targets, ends.Sources, !SelfConnections && ends.ShareNeurons);
}
