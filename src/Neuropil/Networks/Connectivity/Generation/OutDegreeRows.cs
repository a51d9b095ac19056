namespace Neuropil.Networks;

/// <summary>Rows of a fixed number of uniformly drawn targets.</summary>
internal sealed class OutDegreeRows(FixedOutDegree rule, ConnectionEnds ends, ulong seed, ulong projection) : DrawnRows(rule.Count, ends.Targets)
{
    private readonly UniformDraws draws = new(rule.Count, rule.WithRepetition, ends.Targets);

    /// <inheritdoc/>
    public override int Length(int source) => rule.Count;

    /// <inheritdoc/>
    protected override ReadOnlySpan<int> Draw(int source, int length)
    {
        var stream = new RandomStream(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)source));
        return draws.Draw(ref stream, length, rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source));
    }
}
