using Neuropil.Networks;

namespace Neuropil;

/// <summary>
/// Who connects to whom, from a source population (or slice) to a target population (or slice). A rule only describes: the synapses are made
/// from it and the network's seed, the same for any number of threads. The synapses of a source are numbered by ascending target.
/// </summary>
/// <remarks>
/// The rules are <see cref="AllToAll"/>, <see cref="OneToOne"/>, <see cref="FixedProbability"/>, <see cref="FixedInDegree"/>,
/// <see cref="FixedOutDegree"/>, <see cref="FixedTotalNumber"/> and, for any other wiring, <see cref="ExplicitPairs"/>. Their names and meanings are those of
/// Senk et al., "Connectivity concepts in neuronal network modeling", PLoS Comput. Biol. 18, e1010086 (2022).
/// </remarks>
public abstract record ConnectionRule
{
    private protected ConnectionRule()
    {
    }

    /// <summary>
    /// Whether a neuron may connect to itself (an autapse). It matters only where source and target share neurons; default true. When false,
    /// numbers of targets are not reduced: they are spread over the other neurons.
    /// </summary>
    public bool SelfConnections { get; init; } = true;

    /// <summary>Throws when the rule cannot be met between these ends.</summary>
    /// <exception cref="ArgumentException">The rule asks for what the populations do not have; the message says what they have.</exception>
    internal abstract void RequireFits(ConnectionEnds ends);
}
