namespace Neuropil.Engine;

/// <summary>Where, in one worker's table, the synapses of one projection go: their class and their place of arrival, by their delay.</summary>
internal sealed class MemberTable
{
    /// <summary>The way from a projection's synapses to their places in a table.</summary>
    /// <param name="member">The projection.</param>
    /// <param name="table">The table.</param>
    /// <param name="groupOf">The first delay of the group to which a delay belongs.</param>
    /// <param name="space">The arrivals of the worker.</param>
    public MemberTable(BundleMember member, RowTable table, Func<int, int> groupOf, ArrivalSpace space)
    {
        Table = table;
        FirstDelay = member.Survey.Shortest;
        var indexOf = table.Classes.Select((rowClass, i) => (rowClass, i)).ToDictionary(pair => pair.rowClass, pair => (object)pair.i);
        long origin = space.Origin(member.Port) + member.Projection.Target.Start - table.FirstPlace;
        ClassOf = new int[member.Survey.Longest - FirstDelay + 1];
        OriginOf = new long[ClassOf.Length];
        Array.Fill(ClassOf, -1); // a delay that was not foreseen has no class, rather than the first
        foreach (int delay in member.Survey.Delays)
        {
            int group = groupOf(delay);
            ClassOf[delay - FirstDelay] = (int)indexOf[member.ClassOf(group)];
            OriginOf[delay - FirstDelay] = origin + ((delay - group) * space.Size);
        }
    }

    public RowTable Table { get; }

    /// <summary>The projection's shortest delay.</summary>
    public int FirstDelay { get; }

    /// <summary>The class of each delay, from the shortest on.</summary>
    public int[] ClassOf { get; }

    /// <summary>The place of arrival of the first target, by delay from the shortest on.</summary>
    public long[] OriginOf { get; }
}
