namespace Neuropil;

/// <summary>
/// Pairs and triplets of spikes move the weight, so that the change depends on the rate of pairs too, as measured (Pfister and Gerstner 2006, J. Neurosci. 26,
/// eqs. 3 and 4). Four traces rise at spikes: r1 (tau+) and r2 (tau_x) at presynaptic ones, o1 (tau-) and o2 (tau_y) at postsynaptic ones. A presynaptic
/// spike takes away w_max o1 (A2- + A3- r2), a postsynaptic one adds w_max r1 (A2+ + A3+ o2), where r2 and o2 are as they were before that spike.
/// </summary>
/// <remarks>
/// The defaults are the paper's minimal fit to visual cortex (table 3, all-to-all: A2+ and A3- zero); <see cref="TripletFits"/> has both of its minimal fits.
/// Bounds are hard. Between independent Poisson trains of the rates x and y (nearest neighbours aside) the mean change per time is
/// x y w_max (A2+ tau+ - A2- tau-) + x y w_max (A3+ tau+ tau_y y - A3- tau- tau_x x): for A2+ and A3- zero a BCM rule with the threshold
/// A2- tau-/(A3+ tau+ tau_y) (eq. 7 of the paper).
/// </remarks>
/// <inheritdoc cref="BoundedPlasticity{TWeight}"/>
public sealed record TripletPlasticity<TWeight>(string Name) : BoundedPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>A2+, potentiation by pairs, as a part of the largest weight. Default 0.</summary>
    [NotNegative]
    public NumberParameter PairPotentiation { get; init; } = 0;

    /// <summary>A3+, potentiation by a pair with an earlier postsynaptic spike, as a part of the largest weight. Default 0.0065.</summary>
    [NotNegative]
    public NumberParameter TripletPotentiation { get; init; } = 6.5e-3;

    /// <summary>A2-, depression by pairs, as a part of the largest weight. Default 0.0071.</summary>
    [NotNegative]
    public NumberParameter PairDepression { get; init; } = 7.1e-3;

    /// <summary>A3-, depression by a pair with an earlier presynaptic spike, as a part of the largest weight. Default 0.</summary>
    [NotNegative]
    public NumberParameter TripletDepression { get; init; } = 0;

    /// <summary>tau+, the decay of r1. Default 16.8 ms.</summary>
    [Positive]
    public Parameter<Time> PotentiationDecay { get; init; } = 16.8 * Units.ms;

    /// <summary>tau-, the decay of o1. Default 33.7 ms.</summary>
    [Positive]
    public Parameter<Time> DepressionDecay { get; init; } = 33.7 * Units.ms;

    /// <summary>tau_x, the decay of r2, by which an earlier presynaptic spike is remembered. Default 101 ms.</summary>
    [Positive]
    public Parameter<Time> PresynapticMemory { get; init; } = 101 * Units.ms;

    /// <summary>tau_y, the decay of o2, by which an earlier postsynaptic spike is remembered. Default 114 ms.</summary>
    [Positive]
    public Parameter<Time> PostsynapticMemory { get; init; } = 114 * Units.ms;

    /// <summary>Which spikes make pairs and triplets. Default: each with each.</summary>
    public SpikePairing Pairing { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, largest) = Bounded(synapse);
        var (r1, r2) = (Trace(synapse, "r1", Scope.Source, PotentiationDecay), Trace(synapse, "r2", Scope.Source, PresynapticMemory));
        var (o1, o2) = (Trace(synapse, "o1", Scope.Target, DepressionDecay), Trace(synapse, "o2", Scope.Target, PostsynapticMemory));
        synapse.On(synapse.PresynapticSpike, w, w - (largest * o1 * (PairDepression + (TripletDepression * r2))));
        Mark(synapse, synapse.PresynapticSpike, r1, Pairing);
        Mark(synapse, synapse.PresynapticSpike, r2, Pairing);
        synapse.On(synapse.PostsynapticSpike, w, w + (largest * r1 * (PairPotentiation + (TripletPotentiation * o2))));
        Mark(synapse, synapse.PostsynapticSpike, o1, Pairing);
        Mark(synapse, synapse.PostsynapticSpike, o2, Pairing);
    }
}
