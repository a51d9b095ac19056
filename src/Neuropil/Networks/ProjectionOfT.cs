namespace Neuropil;

/// <summary>A projection whose receptor fixes the type of its weight, so that a weight with another unit does not compile.</summary>
/// <typeparam name="TWeight">The quantity of a weight, such as <see cref="Conductance"/>.</typeparam>
public sealed record Projection<TWeight> : Projection
    where TWeight : struct, IQuantity<TWeight>
{
    /// <inheritdoc cref="Projection.Receptor"/>
    public new required Receptor<TWeight> Receptor { get; init; }

    /// <inheritdoc cref="Projection.Weight"/>
    public new required Parameter<TWeight> Weight { get; init; }

    private protected override Receptor ReceptorOfAnyWeight => Receptor;

    private protected override Parameter WeightOfAnyUnit => Weight;
}
