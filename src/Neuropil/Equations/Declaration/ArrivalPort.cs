namespace Neuropil;

/// <summary>The place where the spikes of projections arrive at a population: the sum of their weights in a step, per target cell.</summary>
/// <param name="Symbol">Stands for the sum in the receptor's equations.</param>
/// <param name="Receptor">The receptor's name.</param>
/// <param name="Event">What happens when weights arrive, in a step whose sum is not zero.</param>
public sealed record ArrivalPort(Symbol Symbol, string Receptor, ModelEvent Event)
{
    /// <summary>What arrives, in the receptor's equations: the sum of the weights, or for receptors that share a wiring (<see cref="Together{TWeight}"/>) their part of it.</summary>
    public Expr Amount { get; init; } = Symbol;

    /// <summary>What arrives.</summary>
    public static implicit operator Expr(ArrivalPort port) => port.Amount;
}
