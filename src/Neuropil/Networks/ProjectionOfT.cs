namespace Neuropil;

/// <summary>A projection whose receptor fixes the type of its weight, so that a weight with another unit does not compile.</summary>
/// <typeparam name="TWeight">The quantity of a weight, such as <see cref="Conductance"/>.</typeparam>
public sealed record Projection<TWeight> : Projection
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>What the target feels: a receptor, which acts at spikes, or a <see cref="Coupling{TWeight}"/>, which acts all the time.</summary>
    public new required Receptor<TWeight> Receptor { get; init; }

    /// <summary>The weight: one for all, or drawn per synapse; for explicit pairs also a list in their order.</summary>
    public new required Parameter<TWeight> Weight { get; init; }

    private protected override Receptor ReceptorOfAnyWeight => Receptor;

    private protected override Parameter WeightOfAnyUnit => Weight;
}
