namespace Neuropil.Engine;

/// <summary>
/// Which projections of a bundle can have places of 16 bits: those whose weights have as many, in segments within which no worker has more than 65 536 places.
/// </summary>
internal sealed class CodedPlaces
{
    private const long Most = 1 << 16;

    private readonly (int Begin, int End)[][] ranges;
    private readonly IReadOnlyList<ArrivalSpace> spaces;
    private readonly List<Segment> segments = [];

    public CodedPlaces(IReadOnlyList<BundleMember> members, (int Begin, int End)[][] ranges, IReadOnlyList<ArrivalSpace> spaces)
    {
        (this.ranges, this.spaces) = (ranges, spaces);
        var coded = members.Where(member => member.Rows.WeightPlaces is not null && Fits(PlacesOf(member), PlacesOf(member))).ToList();
        Others = [.. members.Except(coded)];
        foreach (var member in coded.OrderBy(member => PlacesOf(member)[0].First))
        {
            var places = PlacesOf(member);
            if (segments.Count > 0 && Fits(segments[^1].Places, places))
            {
                segments[^1] = new Segment([.. segments[^1].Members, member], [.. segments[^1].Places.Zip(places, Both)]);
            }
            else
            {
                segments.Add(new Segment([member], places));
            }
        }
    }

    /// <summary>What is stored in 4 bytes a synapse.</summary>
    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>What is not.</summary>
    public IReadOnlyList<BundleMember> Others { get; }

    /// <summary>Projections that share a table, and the places of each worker's that lie between their first and their last.</summary>
    internal sealed record Segment(IReadOnlyList<BundleMember> Members, (long First, long End)[] Places)
    {
        public long[] FirstPlaces => Array.ConvertAll(Places, place => place.First);
    }

    private static bool Fits((long First, long End)[] one, (long First, long End)[] other)
        => one.Zip(other, Both).All(both => both.End - both.First <= Most);

    private static (long First, long End) Both((long First, long End) one, (long First, long End) other)
        => (Math.Min(one.First, other.First), Math.Max(one.End, other.End));

    // Of each worker, the places of the projection's targets at its port.
    private (long First, long End)[] PlacesOf(BundleMember member) => [.. spaces.Select((space, worker) =>
    {
        var target = member.Projection.Target;
        var (begin, end) = ranges[worker][member.Port.Population];
        int first = Math.Clamp(target.Start, begin, end);
        return (space.Origin(member.Port) + first, space.Origin(member.Port) + Math.Clamp(target.Start + target.Count, first, end));
    })];
}
