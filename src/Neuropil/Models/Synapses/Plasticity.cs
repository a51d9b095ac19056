namespace Neuropil;

/// <summary>How the weight of a synapse changes: statements on events that give <see cref="SynapseBuilder.Weight"/> new values.</summary>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record Plasticity(string Name) : SynapseModel(Name)
{
    private protected sealed override ModelKind Kind => ModelKind.Plasticity;
}
