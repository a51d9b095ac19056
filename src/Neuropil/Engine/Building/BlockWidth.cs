namespace Neuropil.Engine;

/// <summary>
/// How many consecutive delays make a group, where delays differ. The longer a group, the less it costs to find it and to fetch it; but its synapses go to a
/// ring of as many rows, which costs when the caches do not hold it.
/// </summary>
internal sealed class BlockWidth
{
    // Below this length a group costs more to find than to add.
    private const int ShortestGroup = 16;

    // Above it nothing is gained where some dozen cells spike in a step. Rows of 1932 synapses, 46 delays, 10 000 targets, a second-level cache of 512 kB,
    // ns per event with 25 and with 1000 spikes a step: groups of one delay (42 synapses) 2.4 and 3.8, of six in a ring 2.9 and 3.3; by hand 2.4 and 3.3.
    private const int LongGroup = 32;

    // Half of the second-level cache of a small processor: the cells' state needs the rest.
    private const long CachedRing = 1 << 19;

    // What index and ring may take beside the synapses of a bundle, and in any case.
    private const int BytesOfSynapse = 16;
    private const long SmallNetwork = 1L << 28;

    private readonly string names;
    private readonly long sources;
    private readonly long workers;
    private readonly long delays;
    private readonly long largestSpace;
    private readonly long allSpaces;
    private readonly long synapses;

    /// <summary>
    /// Of projections with the same sources whose delays differ, onto workers with arrivals of the given sizes, which have a part of all targets.
    /// </summary>
    public BlockWidth(List<BundleMember> members, IReadOnlyList<ArrivalSpace> spaces, double part)
        : this(
            members[0].Projection.Source.Count, members.Max(member => member.Survey.Longest) - members.Min(member => member.Survey.Shortest) + 1L,
            (long)(members.Sum(member => member.Survey.Synapses) * part), spaces,
            string.Join(", ", members.Select(member => $"'{member.Projection.Name}'")))
    {
    }

    /// <summary>Of projections of so many delays, and so many synapses onto these workers.</summary>
    public BlockWidth(long sources, long delays, long synapses, IReadOnlyList<ArrivalSpace> spaces, string names = "")
    {
        (this.sources, this.delays, this.synapses, this.names, workers) = (sources, delays, synapses, names, spaces.Count);
        (largestSpace, allSpaces) = (Math.Max(1, spaces.Max(space => space.Size)), Math.Max(1, spaces.Sum(space => space.Size)));
    }

    /// <summary>The number of delays.</summary>
    /// <exception cref="ArgumentException">There are more than any number could serve; the message names the projection.</exception>
    public int Choose(SynapseStorage storage)
    {
        long width = storage switch
        {
            SynapseStorage.Groups => 1,
            SynapseStorage.Ring when delays <= MostRows => delays,
            SynapseStorage.Blocks => Math.Min(3, delays),
            _ => Fastest(),
        };
        if (storage == SynapseStorage.Auto && Bytes(width) > Allowed)
        {
            width = Smallest();
            RequireReasonable(width);
        }

        return (int)width;
    }

    // As many delays as make a long group, in as many rows as the caches hold; but never shorter groups than pay. In whole rows of equal width.
    private long Fastest()
    {
        double groupsOfDelay = (double)sources * workers * delays / Math.Max(1, synapses);
        long widest = Math.Max(1, CachedRing / sizeof(long) / largestSpace);
        long width = Math.Max(Math.Min((long)Math.Ceiling(LongGroup * groupsOfDelay), widest), (long)Math.Ceiling(ShortestGroup * groupsOfDelay));
        width = Math.Clamp(width, 1, Math.Min(delays, MostRows));
        return Blocks(delays, Blocks(delays, width));
    }

    // The index shrinks as the ring grows: together they are smallest where they are equal.
    private long Smallest()
        => Math.Clamp((long)Math.Sqrt((double)sources * workers * delays * sizeof(uint) / (allSpaces * sizeof(long))), 1, Math.Min(delays, MostRows));

    private long Bytes(long width) => (sources * workers * Blocks(delays, width) * sizeof(uint)) + (allSpaces * width * sizeof(long));

    private long Allowed => SmallNetwork + (BytesOfSynapse * synapses);

    // A synapse has 32 bits for its place in the ring.
    private long MostRows => uint.MaxValue / largestSpace;

    private void RequireReasonable(long width)
    {
        long bytes = Bytes(width);
        if (bytes > Allowed)
        {
            throw new ArgumentException(
                $"The delays of {names} span {delays} time steps: with {sources} sources and {allSpaces} places of arrival they would take {bytes >> 20} "
                    + $"MB beside the {synapses} synapses; expected at most {Allowed >> 20} MB. Use a longer time step, or projections of fewer cells or "
                    + $"delays.");
        }
    }

    private static long Blocks(long delays, long width) => (delays + width - 1) / width;
}
