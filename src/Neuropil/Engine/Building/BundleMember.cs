namespace Neuropil.Engine;

/// <summary>A projection that is to be stored.</summary>
/// <param name="Rows">Its synapses.</param>
/// <param name="Survey">Its delays.</param>
/// <param name="Port">Where it arrives.</param>
internal sealed record BundleMember(ProjectionRows Rows, DelaySurvey Survey, Port Port)
{
    public Projection Projection => Rows.Projection;

    public bool DelaysDiffer => Survey.Delays.Length > 1;

    public bool WeightsDiffer => !Rows.Weights.AreEqual;

    /// <summary>What projections have in common that are stored together.</summary>
    public BundleKey Key => new(Projection.Source.Start, Projection.Source.Count, WeightsDiffer, Rows.WeightPlaces);

    /// <summary>The class of its synapses of a delay.</summary>
    public RowClass ClassOf(int delay) => WeightsDiffer ? new RowClass(delay, null, 0) : new RowClass(delay, Port, Rows.Weights.KernelValue);
}

/// <summary>The sources of projections that are stored together, whether each synapse has its weight, and its binary places where it has 16 bits.</summary>
internal sealed record BundleKey(int FirstSource, int Sources, bool WeightsDiffer, int? WeightPlaces);
