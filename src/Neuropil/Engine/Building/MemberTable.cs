namespace Neuropil.Engine;

/// <summary>Where, in one worker's table, the synapses of one projection go.</summary>
internal sealed unsafe class MemberTable
{
    private readonly int firstDelay;
    private readonly int[] classOf; // by delay, from the projection's shortest on
    private readonly int shortest;
    private readonly long stride;
    private readonly long origin;
    private readonly int classes;
    private readonly uint* next;
    private readonly bool weightsDiffer;

    public MemberTable(BundleMember member, RowTable table, IReadOnlyList<RowClass> rowClasses, int ringDelay, ArrivalSpace space)
    {
        Table = table;
        bool isRing = table.Form.IsRing;
        (shortest, stride) = isRing ? (ringDelay, space.Size) : (0, 0);
        origin = space.Origin(member.Port) + member.Projection.Target.Start;
        (classes, weightsDiffer) = (rowClasses.Count, table.Form.WeightsDiffer);
        next = table.Index + 1;
        firstDelay = member.Survey.Shortest;
        classOf = new int[member.Survey.Longest - firstDelay + 1];
        foreach (int delay in member.Survey.Delays)
        {
            var own = member.ClassOf(isRing ? ringDelay : delay);
            classOf[delay - firstDelay] = Enumerable.Range(0, rowClasses.Count).First(i => rowClasses[i] == own);
        }
    }

    public RowTable Table { get; }

    /// <summary>Counts so many synapses of a source with a delay.</summary>
    public void Count(int source, int delay, int synapses) => next[Group(source, delay)] += (uint)synapses;

    /// <summary>Stores a synapse; a weight, where the table has any, as the bits of a float, until the resolution is known.</summary>
    public void Store(int source, int target, int delay, float weight)
    {
        uint place = next[Group(source, delay)]++;
        uint arrival = (uint)(((delay - shortest) * stride) + origin + target);
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
