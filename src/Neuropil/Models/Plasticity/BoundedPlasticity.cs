using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// What the rules of spike timing share: weights stay from zero to a largest one, to the bit, and all changes are parts of the largest one.
/// </summary>
/// <param name="Name">The name in the paths of its variables.</param>
/// <typeparam name="TWeight">The quantity of a weight, as the receptor has it.</typeparam>
public abstract record BoundedPlasticity<TWeight>(string Name) : Plasticity(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>
    /// w_max, the largest weight. Weights that begin below zero or above it are an error when the simulation is made.
    /// </summary>
    [Positive]
    public required Parameter<TWeight> LargestWeight { get; init; }

    /// <summary>Declares the bounds of the weight.</summary>
    /// <returns>w and w_max.</returns>
    /// <exception cref="DimensionMismatchException">The receptor's weights are of another quantity.</exception>
    protected (Symbol Weight, Expr Largest) Bounded(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var largest = Expr.Of(LargestWeight);
        synapse.Bounds(synapse.Weight, new Quantity(0, TWeight.Dimension), largest);
        return (synapse.Weight, largest);
    }

    /// <summary>A trace of one end: it decays to zero, and what spikes make of it is stated by <see cref="Mark"/>.</summary>
    protected static Symbol Trace(SynapseBuilder synapse, string name, Scope scope, Parameter<Time> decay)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var trace = synapse.Variable(name, scope, 0.0);
        synapse.Differential(trace, -trace / decay);
        return trace;
    }

    /// <summary>On an event a trace rises by 1, or is set to 1 where only nearest neighbours make pairs.</summary>
    protected static void Mark(SynapseBuilder synapse, ModelEvent spike, Symbol trace, SpikePairing pairing)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        ArgumentNullException.ThrowIfNull(trace);
        synapse.On(spike, trace, pairing == SpikePairing.AllToAll ? trace + 1 : 1.0);
    }

    /// <summary>A distance to a bound, from 0 to 1, to a power: 1 for an exponent of 0, which does not look at the weight.</summary>
    /// <exception cref="ArgumentException">The exponent is not from 0 to 1.</exception>
    protected static Expr Dependence(Expr distance, double exponent, string name) => exponent switch
    {
        0 => 1.0,
        1 => distance,
        > 0 and < 1 => Pow(distance, exponent),
        _ => throw new ArgumentException($"{name} is {exponent}; expected 0 to 1."),
    };
}
