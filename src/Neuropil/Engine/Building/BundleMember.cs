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

    /// <summary>The class of its synapses of a delay.</summary>
    public RowClass ClassOf(int delay) => WeightsDiffer ? new RowClass(delay, default, 0) : new RowClass(delay, Port, Rows.Weights.KernelValue);
}
