namespace Neuropil.Networks;

/// <summary>Rows of a fixed number of uniformly drawn targets.</summary>
internal sealed class OutDegreeRows(FixedOutDegree rule, ConnectionEnds ends, ulong seed, ulong projection) : RowGenerator
{
    private readonly UniformDraws draws = new(rule.Count, rule.WithRepetition, ends.Targets);
    private readonly BucketSort sort = new(rule.Count, ends.Targets);
    private PartSort? part;

    /// <inheritdoc/>
    public override int Length(int source) => rule.Count;

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row) => sort.Sort(Draw(source), row);

    /// <inheritdoc/>
    public override int FillPart(int source, TargetRange range, ref int[] row, out int first)
        => (part ??= new PartSort(range, rule.Count, ends.Targets)).Sort(Draw(source), ref row, out first);

    private ReadOnlySpan<int> Draw(int source)
    {
        var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)source));
        return draws.Draw(ref stream, rule.Count, rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source));
    }
}
