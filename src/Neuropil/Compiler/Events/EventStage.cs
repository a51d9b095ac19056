namespace Neuropil.Compiler;

/// <summary>One kernel of an event: what happens to some entities at once, and what its columns are bound to.</summary>
/// <param name="Plan">The kernel.</param>
/// <param name="Columns">What each column of the plan is bound to, in its order.</param>
internal sealed record EventStage(KernelPlan Plan, IReadOnlyList<EventColumn> Columns)
{
    /// <summary>The columns of a role, by their place in the plan.</summary>
    public IEnumerable<(int Column, Symbol Symbol)> Of(EventRole role)
        => Columns.Select((column, i) => (column, i)).Where(pair => pair.column.Role == role).Select(pair => (pair.i, pair.column.Symbol!));

    /// <summary>The column of a role that only one has, or -1.</summary>
    public int IndexOf(EventRole role)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Role == role)
            {
                return i;
            }
        }

        return -1;
    }
}
