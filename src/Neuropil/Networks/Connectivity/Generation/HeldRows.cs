namespace Neuropil.Networks;

/// <summary>Rows that are there already.</summary>
internal sealed class HeldRows(Connectivity connectivity) : RowGenerator
{
    /// <inheritdoc/>
    public override int Length(int source) => connectivity.Row(source).Length;

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row) => connectivity.Row(source).CopyTo(row);
}
