namespace Neuropil.Engine;

/// <summary>
/// Which form the synapses of projections with the same sources and the same kind of weights take, and which classes they have in it. Synapses of one delay are a
/// group of their own in any case. Where delays differ, groups pay from a length of some sixteen synapses on; shorter ones cost more to find
/// than to add, so that a source's synapses stay together and go to a ring (docs/decisions/0004-delivery.md).
/// </summary>
internal sealed class BundleLayout
{
    private const double ShortestGroup = 16;

    // A ring that reaches further than the caches is worth its memory only where groups would take more.
    private const long LargestRing = 1L << 28;

    /// <summary>The layout of a bundle for workers with arrivals of the given sizes.</summary>
    public BundleLayout(IReadOnlyList<BundleMember> members, IReadOnlyList<ArrivalSpace> spaces, SynapseStorage storage)
    {
        var differing = members.Where(member => member.DelaysDiffer).ToList();
        InRing = PrefersRing(differing, spaces, storage) ? differing : [];
        InGroups = members.Except(InRing).ToList();
        GroupClasses = [.. InGroups.SelectMany(member => member.Survey.Delays.Select(member.ClassOf)).Distinct().OrderBy(found => found.Delay)];
        ShortestDelay = InRing.Select(member => member.Survey.Shortest).DefaultIfEmpty(0).Min();
        Reach = InRing.Select(member => member.Survey.Longest).DefaultIfEmpty(ShortestDelay).Max() - ShortestDelay;
        RingClasses = [.. InRing.Select(member => member.ClassOf(ShortestDelay)).Distinct()];
    }

    /// <summary>The projections whose synapses are stored in groups of one delay.</summary>
    public IReadOnlyList<BundleMember> InGroups { get; }

    /// <summary>The projections whose synapses are delivered to a ring.</summary>
    public IReadOnlyList<BundleMember> InRing { get; }

    public IReadOnlyList<RowClass> GroupClasses { get; }

    public IReadOnlyList<RowClass> RingClasses { get; }

    /// <summary>The shortest delay of those in the ring.</summary>
    public int ShortestDelay { get; }

    /// <summary>How many rows beyond that of the shortest delay the ring needs.</summary>
    public int Reach { get; }

    private static bool PrefersRing(List<BundleMember> differing, IReadOnlyList<ArrivalSpace> spaces, SynapseStorage storage)
    {
        if (differing.Count == 0 || storage == SynapseStorage.Groups)
        {
            return false;
        }

        long delays = differing.SelectMany(member => member.Survey.Delays).Distinct().LongCount();
        long groups = differing[0].Projection.Source.Count * delays;
        long rows = differing.Max(member => member.Survey.Longest) - differing.Min(member => member.Survey.Shortest) + 1L;
        long places = rows * spaces.Max(space => space.Size);
        if (places > uint.MaxValue)
        {
            return false;
        }

        return storage == SynapseStorage.Ring
            || (differing.Sum(member => member.Survey.Synapses) < ShortestGroup * groups * spaces.Count
                && places * sizeof(long) <= Math.Max(LargestRing, groups * sizeof(uint)));
    }
}
