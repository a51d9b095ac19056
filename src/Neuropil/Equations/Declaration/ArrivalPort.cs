namespace Neuropil;

/// <summary>
/// The place where the spikes of projections arrive at a population: a symbol that stands for the sum of their weights in a step, per target cell, and the event on which they
/// act.
/// </summary>
public sealed class ArrivalPort : Symbol
{
    internal ArrivalPort(string name, Dimension weight, string receptor)
        : base(name, weight, SymbolKind.Arrival)
    {
        Receptor = receptor;
        Event = new ModelEvent(name, EventKind.Arrival) { Arriving = this };
    }

    // A part of what arrives at another port, which the declaration puts in its place.
    internal ArrivalPort(string name, ArrivalPort whole)
        : base(name, whole.Dimension, SymbolKind.Arrival)
        => (Receptor, Event) = (whole.Receptor, whole.Event);

    /// <summary>The receptor's name.</summary>
    public string Receptor { get; }

    /// <summary>What happens when weights arrive, in a step whose sum is not zero.</summary>
    public ModelEvent Event { get; }

    /// <summary>The symbol itself.</summary>
    public Symbol Symbol => this;
}
