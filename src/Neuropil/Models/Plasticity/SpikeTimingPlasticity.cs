namespace Neuropil;

/// <summary>
/// Pairs of spikes move the weight: a presynaptic spike before a postsynaptic one strengthens the synapse, one behind it weakens it, each the more the nearer
/// they are (spike-timing-dependent plasticity). With s the time from the presynaptic spike to the postsynaptic one, both as they reach the synapse, a pair
/// changes the weight by A+ w_max (1 - w/w_max)^mu+ e^(-s/tau+) for s of zero or more, and by -A- w_max (w/w_max)^mu- e^(s/tau-) below zero.
/// </summary>
/// <remarks>
/// Two exponents of 0 are the additive rule with hard bounds (Song, Miller and Abbott 2000, Nat. Neurosci. 3), two of 1 the multiplicative one with soft
/// bounds, what lies between the power-law family (Gütig, Aharonov, Rotter and Sompolinsky 2003, J. Neurosci. 23, eqs. 1 to 3: A+ is lambda, A- is alpha
/// lambda); exponents of 0 and 1 are the rule of van Rossum, Bi and Turrigiano (2000, J. Neurosci. 20) without its noise. A spike transmits with the weight
/// that it finds, and changes it then. What a pair sees of the weight is the weight before its second spike; pairs that end with one spike see the same.
/// </remarks>
/// <inheritdoc cref="BoundedPlasticity{TWeight}"/>
public sealed record SpikeTimingPlasticity<TWeight>(string Name) : BoundedPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>A+, what a pair at no distance adds, as a part of the largest weight. Default 0.01.</summary>
    [NotNegative]
    public NumberParameter Potentiation { get; init; } = 0.01;

    /// <summary>A-, what a pair at no distance takes away, as a part of the largest weight. Default 0.0105.</summary>
    [NotNegative]
    public NumberParameter Depression { get; init; } = 0.0105;

    /// <summary>tau+, the width of the window of potentiation. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> PotentiationDecay { get; init; } = 20 * Units.ms;

    /// <summary>tau-, the width of the window of depression. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> DepressionDecay { get; init; } = 20 * Units.ms;

    /// <summary>mu+, how much potentiation looks at the distance to the largest weight: from 0, not at all, to 1. Default 0.</summary>
    public double PotentiationExponent { get; init; }

    /// <summary>mu-, how much depression looks at the weight: from 0, not at all, to 1. Default 0.</summary>
    public double DepressionExponent { get; init; }

    /// <summary>Which spikes make pairs. Default: each with each.</summary>
    public SpikePairing Pairing { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An exponent is not from 0 to 1.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, largest) = Bounded(synapse);
        var (x, y) = (Trace(synapse, "x", Scope.Source, PotentiationDecay), Trace(synapse, "y", Scope.Target, DepressionDecay));
        var down = Depression * largest * Dependence(w / largest, DepressionExponent, "depressionExponent");
        var up = Potentiation * largest * Dependence(1 - (w / largest), PotentiationExponent, "potentiationExponent");
        synapse.On(synapse.PresynapticSpike, w, w - (down * y));
        Mark(synapse, synapse.PresynapticSpike, x, Pairing);
        synapse.On(synapse.PostsynapticSpike, w, w + (up * x));
        Mark(synapse, synapse.PostsynapticSpike, y, Pairing);
    }
}
