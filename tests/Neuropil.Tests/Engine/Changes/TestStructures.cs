namespace Neuropil.Tests.Engine.Changes;

/// <summary>A structural rule as a user would write one: some synapses are drawn to go, and as many pairs to come.</summary>
internal sealed record Churn : StructuralPlasticity
{
    public double Share { get; init; } = 0.1;

    public int Growth { get; init; } = 20;

    protected internal override void Rewire(Rewiring rewiring)
    {
        for (int synapse = 0; synapse < rewiring.Targets.Count; synapse++)
        {
            if (rewiring.NextDouble() < Share)
            {
                rewiring.Remove(synapse);
            }
        }

        for (int i = 0; i < Growth; i++)
        {
            var (source, target) = (rewiring.NextInt32(rewiring.SourceCount), rewiring.NextInt32(rewiring.TargetCount));
            if (rewiring.Allows(source, target))
            {
                rewiring.Add(source, target);
            }
        }
    }
}

/// <summary>A structural rule that a test writes.</summary>
internal sealed record Scripted(Action<Rewiring> Script) : StructuralPlasticity
{
    public override string ToString() => nameof(Scripted);

    protected internal override void Rewire(Rewiring rewiring) => Script(rewiring);
}
