namespace Neuropil.Engine;

/// <summary>
/// Which form the synapses of projections with the same sources and the same kind of weights take, and which classes they have in it. Synapses of one
/// delay are a group of their own where delays are equal or groups long. Else so many consecutive delays make a group that it is worth finding, and the
/// group goes to a ring of as many rows when the first of its delays has passed (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed class BundleLayout
{
    /// <summary>The layout of a bundle for workers with arrivals of the given sizes, which have a part of all targets.</summary>
    /// <exception cref="ArgumentException">There are more delays than any form could hold; the message names the projection.</exception>
    public BundleLayout(IReadOnlyList<BundleMember> members, IReadOnlyList<ArrivalSpace> spaces, double part, SynapseStorage storage, bool isCoded = false)
    {
        var differing = members.Where(member => member.DelaysDiffer).ToList();
        if (differing.Count > 0)
        {
            First = differing.Min(member => member.Survey.Shortest);
            Width = new BlockWidth(differing, spaces, part).Choose(isCoded ? SynapseStorage.Groups : storage);
        }

        InRing = Width > 1 ? differing : [];
        InGroups = members.Except(InRing).ToList();
        GroupClasses = ClassesOf(InGroups, delay => delay);
        RingClasses = ClassesOf(InRing, BlockOf);
    }

    /// <summary>The projections whose synapses are stored in groups of one delay.</summary>
    public IReadOnlyList<BundleMember> InGroups { get; }

    /// <summary>The projections whose synapses are delivered to a ring.</summary>
    public IReadOnlyList<BundleMember> InRing { get; }

    public IReadOnlyList<RowClass> GroupClasses { get; }

    public IReadOnlyList<RowClass> RingClasses { get; }

    /// <summary>How many rows beyond that of a group's first delay the ring needs.</summary>
    public int Reach => Width - 1;

    // Delays of a group in the ring, and the first of all.
    private int Width { get; } = 1;

    private int First { get; }

    /// <summary>The first delay of the group to which a delay belongs in the ring.</summary>
    public int BlockOf(int delay) => delay - ((delay - First) % Width);

    private static List<RowClass> ClassesOf(IReadOnlyList<BundleMember> members, Func<int, int> delayOf)
        => [.. members.SelectMany(member => member.Survey.Delays.Select(delayOf).Distinct().Select(member.ClassOf)).Distinct().OrderBy(found => found.Delay)];
}
