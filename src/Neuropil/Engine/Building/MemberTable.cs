namespace Neuropil.Engine;

/// <summary>Where, in one worker's table, the synapses of one projection go.</summary>
internal sealed unsafe class MemberTable
{
    private readonly int firstDelay;
    private readonly int[] classOf; // by delay, from the projection's shortest on
    private readonly long[] originOf; // by delay: the place of the first target
    private readonly int classes;
    private readonly uint* next;
    private readonly bool weightsDiffer;

    /// <summary>The way from a projection's synapses to their places in a table.</summary>
    /// <param name="member">The projection.</param>
    /// <param name="table">The table.</param>
    /// <param name="rowClasses">The classes of the table.</param>
    /// <param name="groupOf">The first delay of the group to which a delay belongs.</param>
    /// <param name="space">The arrivals of the worker.</param>
    public MemberTable(BundleMember member, RowTable table, IReadOnlyList<RowClass> rowClasses, Func<int, int> groupOf, ArrivalSpace space)
    {
        Table = table;
        (classes, weightsDiffer) = (rowClasses.Count, table.Form.WeightsDiffer);
        next = table.Index + 1;
        firstDelay = member.Survey.Shortest;
        var indexOf = rowClasses.Select((rowClass, i) => (rowClass, i)).ToDictionary(pair => pair.rowClass, pair => (object)pair.i);
        long origin = space.Origin(member.Port) + member.Projection.Target.Start;
        classOf = new int[member.Survey.Longest - firstDelay + 1];
        originOf = new long[classOf.Length];
        foreach (int delay in member.Survey.Delays)
        {
            int group = groupOf(delay);
            classOf[delay - firstDelay] = (int)indexOf[member.ClassOf(group)];
            originOf[delay - firstDelay] = origin + ((delay - group) * space.Size);
        }
    }

    public RowTable Table { get; }

    /// <summary>Counts so many synapses of a source with a delay.</summary>
    public void Count(int source, int delay, int synapses) => next[Group(source, delay)] += (uint)synapses;

    /// <summary>Stores a synapse; a weight, where the table has any, as the bits of a float, until the resolution is known.</summary>
    public void Store(int source, int target, int delay, float weight)
    {
        uint place = next[Group(source, delay)]++;
        uint arrival = (uint)(originOf[delay - firstDelay] + target);
        if (weightsDiffer)
        {
            ((ulong*)Table.Words)[place] = arrival | ((ulong)BitConverter.SingleToUInt32Bits(weight) << 32);
        }
        else
        {
            ((uint*)Table.Words)[place] = arrival;
        }
    }

    private long Group(int source, int delay) => ((long)source * classes) + classOf[delay - firstDelay];
}
