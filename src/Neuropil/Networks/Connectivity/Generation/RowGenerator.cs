namespace Neuropil.Networks;

/// <summary>Makes the rows of a rule. Each thread has its own, for the scratch memory, and asks it for one range of targets.</summary>
internal abstract class RowGenerator
{
    /// <summary>The number of all targets of <paramref name="source"/>.</summary>
    public abstract int Length(int source);

    /// <summary>Writes the targets of <paramref name="source"/>, ascending; <paramref name="row"/> has their number.</summary>
    public abstract void Fill(int source, Span<int> row);

    /// <summary>
    /// Writes those of a source's targets that are within a range, ascending. A rule whose rows have to be drawn whole cannot do better than to leave out the
    /// rest.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="range">The range, always the same.</param>
    /// <param name="row">Takes the targets; made longer where it has too little room.</param>
    /// <param name="first">The place in the row of the first of them.</param>
    /// <returns>Their number.</returns>
    public virtual int FillPart(int source, TargetRange range, ref int[] row, out int first)
    {
        int length = Length(source);
        EnsureRoom(ref row, length);
        var all = row.AsSpan(0, length);
        Fill(source, all);
        first = TargetRange.CountBelow(all, range.Begin);
        int count = TargetRange.CountBelow(all[first..], range.End);
        if (first > 0)
        {
            all.Slice(first, count).CopyTo(all);
        }

        return count;
    }

    /// <summary>Makes a buffer longer where it has too little room.</summary>
    protected internal static void EnsureRoom(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new int[Math.Max(length, 2 * buffer.Length)];
        }
    }
}

/// <summary>Rows of every target, or of every one but the source itself.</summary>
internal sealed class AllToAllRows(AllToAll rule, ConnectionEnds ends) : RowGenerator
{
    /// <inheritdoc/>
    public override int Length(int source) => LeftOut(source) == ConnectionEnds.Absent ? ends.Targets : ends.Targets - 1;

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = i;
        }

        Candidates.SkipSelf(row, LeftOut(source));
    }

    /// <inheritdoc/>
    public override int FillPart(int source, TargetRange range, ref int[] row, out int first)
    {
        int self = LeftOut(source);
        EnsureRoom(ref row, range.Length);
        int count = 0;
        for (int target = range.Begin; target < range.End; target++)
        {
            row[count] = target;
            count += target == self ? 0 : 1;
        }

        first = range.Begin - (self != ConnectionEnds.Absent && self < range.Begin ? 1 : 0);
        return count;
    }

    private int LeftOut(int source) => rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source);
}

/// <summary>Rows of the one target of the same index.</summary>
internal sealed class OneToOneRows : RowGenerator
{
    /// <inheritdoc/>
    public override int Length(int source) => 1;

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row) => row[0] = source;
}
