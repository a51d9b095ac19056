using Neuropil.Networks;

namespace Neuropil.Engine;

/// <summary>
/// Stores the synapses of projections that have the same sources and the same kind of weights, onto all workers at once, on all threads. Targets are drawn
/// twice, first to know how long each worker's rows are; everything else is drawn when it is stored. Nothing is held beside what stays.
/// </summary>
internal sealed class RowBundle
{
    private readonly List<Store> stores = [];
    private readonly (int Begin, int End)[][] ranges;
    private readonly int threads;

    /// <summary>The tables of a bundle, still empty.</summary>
    /// <param name="members">The projections.</param>
    /// <param name="population">The population of the sources.</param>
    /// <param name="spaces">The arrivals of each worker.</param>
    /// <param name="ranges">The cells of each worker in each population.</param>
    /// <param name="part">How much of all cells these workers have.</param>
    /// <param name="storage">The form that is wanted.</param>
    public RowBundle(IReadOnlyList<BundleMember> members, int population, IReadOnlyList<ArrivalSpace> spaces, (int Begin, int End)[][] ranges, double part,
        SynapseStorage storage)
    {
        (this.ranges, threads) = (ranges, spaces.Count);
        Tables = [.. spaces.Select(_ => new List<RowTable>())];
        var coding = new CodedPlaces(members, ranges, spaces);
        foreach (var segment in coding.Segments)
        {
            Add(segment.Members, new BundleLayout(segment.Members, spaces, part, storage, isCoded: true), segment.FirstPlaces);
        }

        if (coding.Others.Count > 0)
        {
            var layout = new BundleLayout(coding.Others, spaces, part, storage);
            Reach = layout.Reach;
            Add(layout.InGroups, layout, firstPlaces: null);
            Add(layout.InRing, layout, firstPlaces: null);
        }

        void Add(IReadOnlyList<BundleMember> own, BundleLayout layout, long[]? firstPlaces)
        {
            bool isRing = ReferenceEquals(own, layout.InRing);
            var classes = isRing ? layout.RingClasses : layout.GroupClasses;
            if (own.Count == 0 || classes.Count == 0)
            {
                return;
            }

            var source = own[0].Projection.Source;
            var form = new RowForm(own[0].WeightsDiffer, isRing, IsCoded: firstPlaces is not null);
            var tables = spaces.Select((_, worker) => new RowTable(form, population, source.Start, source.Count, classes, isRing ? layout.Reach : 0)
            {
                Members = [.. own.Select(member => (member.Projection, member.Survey.Synapses))],
                CodedPort = firstPlaces is null ? null : own[0].Port, FirstPlace = firstPlaces?[worker] ?? 0, WeightPlaces = own[0].Rows.WeightPlaces ?? 0,
            }).ToList();
            for (int worker = 0; worker < tables.Count; worker++)
            {
                Tables[worker].Add(tables[worker]);
            }

            stores.Add(new Store(tables, [.. own.Select(member => new StoredMember(member,
                tables.Select((table, worker) => new MemberTable(member, table, isRing ? layout.BlockOf : delay => delay, spaces[worker])).ToArray()))]));
        }
    }

    /// <summary>The tables of each worker.</summary>
    public List<RowTable>[] Tables { get; }

    /// <summary>How many rows beyond the first the ring of arrivals needs.</summary>
    public int Reach { get; }

    /// <summary>Makes all rows and stores them.</summary>
    /// <param name="loads">Takes note, for each projection of the network, of what arrives.</param>
    /// <param name="outDegree">Takes the number of synapses of each cell of the source population.</param>
    /// <param name="hashes">Takes a number, for each projection of the network, that follows from all its synapses.</param>
    /// <exception cref="ArgumentException">A weight is not finite, or a delay negative or too long; the message names it.</exception>
    public void Build(PortLoad[] loads, int[] outDegree, ulong[] hashes)
    {
        foreach (var store in stores)
        {
            foreach (var (member, tables) in store.Members)
            {
                var bounds = BoundsOf(member);
                member.Rows.Run((reader, first, end) => Count(tables, bounds, member.Projection.Target.Count, reader, first, end));
            }

            store.Tables.ForEach(table => table.Allocate());
            long work = store.Members.Sum(each => each.Member.Survey.Synapses);
            Shares.Run(store.Tables[0].Sources, work, threads, (first, end) => Fill(store, loads, outDegree, hashes, first, end));
        }
    }

    private sealed record Store(List<RowTable> Tables, List<StoredMember> Members);

    private sealed record StoredMember(BundleMember Member, MemberTable[] Tables);

    private static void Count(MemberTable[] tables, int[] bounds, int targetCount, SynapseReader reader, int first, int end)
    {
        for (int source = first; source < end; source++)
        {
            if (tables.Length == 1 && bounds[0] <= 0 && bounds[1] >= targetCount)
            {
                tables[0].Table.AddLength(source, reader.RowLength(source));
                continue;
            }

            var targets = reader.Targets(source);
            targets = targets[TargetRange.CountBelow(targets, bounds[0])..];
            for (int worker = 0; worker < tables.Length; worker++)
            {
                int own = TargetRange.CountBelow(targets, bounds[worker + 1]);
                tables[worker].Table.AddLength(source, own);
                targets = targets[own..];
            }
        }
    }

    // A row holds what all projections have of a source: they are read together.
    private void Fill(Store store, PortLoad[] loads, int[] outDegree, ulong[] hashes, int first, int end)
    {
        RowCursor[] cursors = [.. store.Tables.Select(table => new RowCursor(table))];
        RowFiller[] fillers = [.. store.Members.Select(each
            => new RowFiller(each.Member, each.Tables, cursors, BoundsOf(each.Member), each.Member.Rows.NewReader()))];
        int firstSource = store.Tables[0].FirstSource;
        for (int source = first; source < end; source++)
        {
            Array.ForEach(cursors, cursor => cursor.Begin());
            foreach (var filler in fillers)
            {
                outDegree[firstSource + source] += filler.Read(source);
            }

            foreach (var cursor in cursors)
            {
                cursor.Place(source);
            }

            foreach (var filler in fillers)
            {
                filler.Store();
            }
        }

        foreach (var filler in fillers)
        {
            int index = filler.Member.Projection.Index;
            loads[index].Add(filler.InDegree, filler.Member.Projection.Target.Start, filler.LargestWeight);
            Interlocked.Add(ref hashes[index], filler.Hash);
        }
    }

    // Where the targets of the first worker begin, and those of each end, counted within the target slice. What is outside is of other ranks.
    private int[] BoundsOf(BundleMember member)
        => [.. ranges.Select(own => own[member.Port.Population].End).Prepend(ranges[0][member.Port.Population].Begin)
            .Select(cell => cell - member.Projection.Target.Start)];
}
