namespace Neuropil;

/// <summary>
/// What a presynaptic spike lets out: its <see cref="SynapseBuilder.Emit(Expr, double)"/> multiplies the weight on its way to the receptor. Short-term
/// depression and facilitation, quantal release and vesicle pools are releases. A projection without one lets out the whole weight at every spike.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record Release(string Name) : SynapseModel(Name)
{
    private protected sealed override ModelKind Kind => ModelKind.Release;
}
