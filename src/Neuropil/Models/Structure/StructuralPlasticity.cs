namespace Neuropil;

/// <summary>
/// How synapses are lost and new ones grow while a network runs: at every tick of a clock the rule sees the synapses of its projection and the states of the
/// cells at both ends, and says which go and which come. One of your own is a class derived from this.
/// </summary>
/// <remarks>
/// A tick stands between two steps. A new synapse begins with the declared weight, the declared start of its variables, and what it draws for itself; those
/// that stay keep all that they have. Spikes that have not reached the synapses yet find them as they are then: what a lost synapse had on its way does not
/// arrive, and a new one hands on what its source sent within its delay. What dendrites carry already arrives.
/// </remarks>
public abstract record StructuralPlasticity
{
    /// <summary>How often synapses come and go; whole steps, rounded with a warning. Default 1 s.</summary>
    public Time Interval { get; init; } = 1 * Units.second;

    /// <summary>Says which synapses go and which come, at a tick.</summary>
    /// <param name="rewiring">The synapses, the cells, random numbers of the tick, and what is to change.</param>
    protected internal abstract void Rewire(Rewiring rewiring);
}
