namespace Neuropil;

/// <summary>The place where the spikes of projections arrive at a population: the sum of their weights in a step, per target cell.</summary>
/// <param name="Symbol">Stands for the sum in the receptor's equations.</param>
/// <param name="Receptor">The receptor's name.</param>
/// <param name="Event">What happens when weights arrive, in a step whose sum is not zero.</param>
public sealed record ArrivalPort(Symbol Symbol, string Receptor, ModelEvent Event)
{
    /// <summary>The sum of the weights.</summary>
    public static implicit operator Expr(ArrivalPort port) => port.Symbol;
}
