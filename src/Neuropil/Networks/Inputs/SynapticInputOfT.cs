namespace Neuropil;

/// <summary>An input to a receptor whose weights are of type <typeparamref name="TWeight"/>.</summary>
/// <typeparam name="TWeight">The quantity of a weight, such as <see cref="Conductance"/>.</typeparam>
public abstract record SynapticInput<TWeight> : SynapticInput
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>What the target feels; one with the same name and parameters as that of a projection is the same.</summary>
    public new required Receptor<TWeight> Receptor { get; init; }

    private protected override Receptor ReceptorOfAnyWeight => Receptor;
}
