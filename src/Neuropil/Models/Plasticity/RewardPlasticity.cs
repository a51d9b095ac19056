using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// Pairs of spikes do not move the weight but mark the synapse: an eligibility trace c rises by A+ e^(-s/tau+) where the postsynaptic spike follows after s,
/// falls by A- e^(s/tau-) where it comes first, and decays with tau_c. While a modulator d is there, dw/dt = g w_max c (d/d_1 + d_0): what was done shortly
/// before a reward is strengthened (Izhikevich 2007, Cereb. Cortex 17, eqs. 1 to 3).
/// </summary>
/// <remarks>
/// The modulator is a variable of the target cell: the concentration of a <see cref="Neuromodulator"/> that a population releases, or any other that user code
/// sets. Weights change at ticks of a clock, each time by the integral of the equation over the period to come, in closed form where the modulator decays with
/// tau_d; what happens within a period counts from the next tick on. A tick reads the modulator as it was in force in the step before it. After one pair at
/// time zero and a modulator of D at T the weight has changed by g w_max c(T) D/d_1/(1/tau_c + 1/tau_d). The paper's program adds c d once each 10 ms.
/// </remarks>
/// <inheritdoc cref="BoundedPlasticity{TWeight}"/>
public sealed record RewardPlasticity<TWeight>(string Name) : BoundedPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>A+, the rise of the eligibility by a pair at no distance. Default 0.1.</summary>
    [NotNegative]
    public NumberParameter Potentiation { get; init; } = 0.1;

    /// <summary>A-, its fall by a pair in the other order. Default 0.15.</summary>
    [NotNegative]
    public NumberParameter Depression { get; init; } = 0.15;

    /// <summary>tau+, the width of the window of potentiation. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> PotentiationDecay { get; init; } = 20 * Units.ms;

    /// <summary>tau-, the width of the window of depression. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> DepressionDecay { get; init; } = 20 * Units.ms;

    /// <summary>tau_c, the decay of the eligibility. Default 1 s.</summary>
    [Positive]
    public Parameter<Time> EligibilityDecay { get; init; } = 1 * Units.second;

    /// <summary>g, the rate of change of the weight for an eligibility of 1 and a modulator of d_1, in largest weights per time. Default 1 per s.</summary>
    [NotNegative]
    public Parameter<Frequency> Gain { get; init; } = 1 * Units.Hz;

    /// <summary>The variable of the target cell that is the modulator: its full name or the end of it. Default <c>dopamine.concentration</c>.</summary>
    public string Modulator { get; init; } = "dopamine.concentration";

    /// <summary>d_1, the modulator in whose units it acts. Default 1 uM.</summary>
    [Positive]
    public Parameter<Concentration> ModulatorUnit { get; init; } = 1 * Units.uM;

    /// <summary>tau_d, with which the modulator decays, so that its course within a period is known. Default 200 ms.</summary>
    [Positive]
    public Parameter<Time> ModulatorDecay { get; init; } = 200 * Units.ms;

    /// <summary>d_0, a modulator that is always there, in units of d_1. Default 0.</summary>
    public NumberParameter Tonic { get; init; } = 0;

    /// <summary>The time between two changes of the weight. Default 10 ms.</summary>
    public Time Period { get; init; } = 10 * Units.ms;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The period is not more than zero.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, largest) = Bounded(synapse);
        var (x, y) = (Trace(synapse, "x", Scope.Source, PotentiationDecay), Trace(synapse, "y", Scope.Target, DepressionDecay));
        var c = Trace(synapse, "c", Scope.Edge, EligibilityDecay);
        var d = synapse.Target(Modulator, Concentration.Dimension) / ModulatorUnit;
        synapse.On(synapse.PresynapticSpike, c, c - (Depression * y));
        Mark(synapse, synapse.PresynapticSpike, x, SpikePairing.AllToAll);
        synapse.On(synapse.PostsynapticSpike, c, c + (Potentiation * x));
        Mark(synapse, synapse.PostsynapticSpike, y, SpikePairing.AllToAll);

        // The integral of e^(-k t) over the period P is P exprel(-k P).
        Expr Integral(Expr rate) => Period * Exprel(-(rate * Period));
        var lost = 1 / Expr.Of(EligibilityDecay);
        var change = (d * Integral(lost + (1 / Expr.Of(ModulatorDecay)))) + (Tonic * Integral(lost));
        synapse.On(synapse.Clock("reward", Period), w, w + (Gain * largest * c * change));
    }
}
