namespace Neuropil.Networks;

/// <summary>Rows of a fixed number of uniformly drawn targets.</summary>
internal sealed class OutDegreeRows(FixedOutDegree rule, ConnectionEnds ends, ulong seed, ulong projection) : RowGenerator
{
    private readonly UniformDraws draws = new(rule.Count, rule.WithRepetition, ends.Targets);
    private readonly BucketSort sort = new(rule.Count, ends.Targets);

    /// <inheritdoc/>
    public override int Length(int source) => rule.Count;

    /// <inheritdoc/>
    public override void Fill(int source, Span<int> row)
    {
        var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)source));
        int self = rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source);
        sort.Sort(draws.Draw(ref stream, rule.Count, self), row);
    }
}
