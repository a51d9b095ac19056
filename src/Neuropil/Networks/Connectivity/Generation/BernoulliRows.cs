namespace Neuropil.Networks;

/// <summary>
/// Rows of independent pairs of one probability: the number of targets is binomial, and given their number every set of targets is equally likely.
/// That is the same law as one coin per pair, at one draw per synapse; and unlike geometric gaps it tells a row's length without making the row.
/// </summary>
internal sealed class BernoulliRows : DrawnRows
{
    // A row has two streams, so that its number of targets can be drawn alone.
    private const uint NumberStep = 0;
    private const uint TargetStep = 1;

    private readonly FixedProbability rule;
    private readonly ConnectionEnds ends;
    private readonly ulong seed;
    private readonly ulong projection;
    private readonly BinomialTable numberOfTargets;
    private readonly BinomialTable numberOfOtherTargets;
    private readonly UniformDraws draws;

    /// <summary>The rows of <paramref name="rule"/>.</summary>
    public BernoulliRows(FixedProbability rule, ConnectionEnds ends, ulong seed, ulong projection)
        : this(rule, ends, seed, projection, new BinomialTable(ends.Targets, rule.Probability))
    {
    }

    private BernoulliRows(FixedProbability rule, ConnectionEnds ends, ulong seed, ulong projection, BinomialTable numberOfTargets)
        : base(numberOfTargets.Most, ends.Targets)
    {
        (this.rule, this.ends, this.seed, this.projection, this.numberOfTargets) = (rule, ends, seed, projection, numberOfTargets);
        numberOfOtherTargets = new BinomialTable(Math.Max(ends.Targets - 1, 0), rule.Probability);
        draws = new UniformDraws(numberOfTargets.Most, withRepetition: false, ends.Targets);
    }

    /// <inheritdoc/>
    public override int Length(int source)
        => (LeftOut(source) == ConnectionEnds.Absent ? numberOfTargets : numberOfOtherTargets).Number(Stream(source, NumberStep).NextDouble());

    /// <inheritdoc/>
    protected override ReadOnlySpan<int> Draw(int source, int length)
    {
        RandomStream stream = Stream(source, TargetStep);
        return draws.Draw(ref stream, length, LeftOut(source));
    }

    private RandomStream Stream(int source, uint step)
        => new(seed, RandomPurpose.Connectivity, RandomStream.Entity(projection, (ulong)source), step);

    private int LeftOut(int source) => rule.SelfConnections ? ConnectionEnds.Absent : ends.TargetOfSelf(source);
}
