namespace Neuropil.Networks;

/// <summary>Makes the rows of a rule that is driven by its sources. Each worker has its own, for the scratch memory.</summary>
internal abstract class RowGenerator
{
    /// <summary>The number of targets of <paramref name="source"/>.</summary>
    public abstract int Length(int source);

    /// <summary>Writes the targets of <paramref name="source"/>, ascending; <paramref name="row"/> has their number.</summary>
    public abstract void Fill(int source, Span<int> row);
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
