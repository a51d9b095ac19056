namespace Neuropil.Networks;

/// <summary>Rows whose targets are drawn one after another, in no order, and then sorted.</summary>
/// <param name="most">The largest number of targets of a row.</param>
/// <param name="targets">The number of all targets.</param>
internal abstract class DrawnRows(int most, int targets) : RowGenerator
{
    private readonly BucketSort sort = new(most, targets);
    private PartSort? part;

    /// <inheritdoc/>
    public sealed override void Fill(int source, Span<int> row) => sort.Sort(Draw(source, row.Length), row);

    /// <inheritdoc/>
    public sealed override int FillPart(int source, TargetRange range, ref int[] row, out int first)
        => (part ??= new PartSort(range, most, targets)).Sort(Draw(source, Length(source)), ref row, out first);

    /// <summary>Draws the targets of a source, of which there are so many; valid until the next call.</summary>
    protected abstract ReadOnlySpan<int> Draw(int source, int length);
}
