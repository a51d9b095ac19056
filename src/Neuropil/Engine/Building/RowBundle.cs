namespace Neuropil.Engine;

/// <summary>
/// Stores the synapses of projections that have the same sources and the same kind of weights, onto all workers at once. Every row is made twice,
/// to count and to store, on all threads; nothing is held beside what stays.
/// </summary>
internal sealed class RowBundle
{
    private readonly List<Store> stores = [];
    private readonly (int Begin, int End)[][] ranges;

    /// <summary>The tables of a bundle, still empty.</summary>
    /// <param name="members">The projections.</param>
    /// <param name="population">The population of the sources.</param>
    /// <param name="spaces">The arrivals of each worker.</param>
    /// <param name="ranges">The cells of each worker in each population.</param>
    /// <param name="storage">The form that is wanted.</param>
    public RowBundle(IReadOnlyList<BundleMember> members, int population, IReadOnlyList<ArrivalSpace> spaces, (int Begin, int End)[][] ranges,
        SynapseStorage storage)
    {
        this.ranges = ranges;
        var layout = new BundleLayout(members, spaces, storage);
        Reach = layout.Reach;
        Tables = [.. spaces.Select(_ => new List<RowTable>())];
        Add(layout.InGroups, layout.GroupClasses, isRing: false);
        Add(layout.InRing, layout.RingClasses, isRing: true);

        void Add(IReadOnlyList<BundleMember> own, IReadOnlyList<RowClass> classes, bool isRing)
        {
            if (own.Count == 0 || classes.Count == 0)
            {
                return;
            }

            var source = own[0].Projection.Source;
            var form = new RowForm(own[0].WeightsDiffer, isRing);
            var tables = spaces.Select(_ => new RowTable(form, population, source.Start, source.Count, classes, isRing ? layout.Reach : 0)).ToList();
            for (int worker = 0; worker < tables.Count; worker++)
            {
                Tables[worker].Add(tables[worker]);
            }

            stores.AddRange(own.Select(member
                => new Store(member, tables.Select((table, worker)
                => new MemberTable(member, table, classes, isRing ? layout.BlockOf : delay => delay, spaces[worker])).ToArray())));
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
        foreach (var (member, tables) in stores)
        {
            var ends = EndsOf(member);
            member.Rows.Run((reader, first, end) => Count(member, tables, ends, reader, first, end));
        }

        foreach (var table in Tables.SelectMany(tables => tables))
        {
            table.Allocate();
        }

        foreach (var (member, tables) in stores)
        {
            var ends = EndsOf(member);
            int index = member.Projection.Index;
            member.Rows.Run((reader, first, end) =>
            {
                var filler = new RowFiller(member, tables, ends, reader);
                for (int source = first; source < end; source++)
                {
                    outDegree[member.Projection.Source.Start + source] += filler.Fill(source);
                }

                loads[index].Add(filler.InDegree, member.Projection.Target.Start, filler.LargestWeight);
                Interlocked.Add(ref hashes[index], filler.Hash);
            });
        }
    }

    private sealed record Store(BundleMember Member, MemberTable[] Tables);

    private static void Count(BundleMember member, MemberTable[] tables, int[] ends, SynapseReader reader, int first, int end)
    {
        int shared = member.Survey.Shortest;
        for (int source = first; source < end; source++)
        {
            if (tables.Length == 1 && !member.DelaysDiffer)
            {
                tables[0].Count(source, shared, reader.Length(source));
                continue;
            }

            var targets = reader.Targets(source);
            var delays = member.DelaysDiffer ? reader.Delays(source, targets.Length) : [];
            int worker = 0;
            for (int i = 0; i < targets.Length; i++)
            {
                while (targets[i] >= ends[worker])
                {
                    worker++;
                }

                tables[worker].Count(source, member.DelaysDiffer ? delays[i] : shared, 1);
            }
        }
    }

    // Where the targets of each worker end, counted within the target slice.
    private int[] EndsOf(BundleMember member)
        => Array.ConvertAll(ranges, own => own[member.Port.Population].End - member.Projection.Target.Start);
}
