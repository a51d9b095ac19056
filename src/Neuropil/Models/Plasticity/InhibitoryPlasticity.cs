namespace Neuropil;

/// <summary>
/// Inhibition that balances excitation: spikes of both ends that are near to each other strengthen an inhibitory synapse, in whatever order, and each
/// presynaptic spike weakens it by a fixed amount, so that the target comes to fire at a rate rho_0 (Vogels, Sprekeler, Zenke, Clopath and Gerstner 2011,
/// Science 334, eqs. S8 and S9). Traces x and y rise by 1 at spikes and decay with tau; a presynaptic spike changes the weight by eta w_max (y - alpha), a
/// postsynaptic one by eta w_max x, with alpha = 2 rho_0 tau.
/// </summary>
/// <remarks>
/// With independent Poisson trains the mean change per time is 2 eta w_max tau nu_pre (nu_post - rho_0): it vanishes where the target fires at rho_0. But
/// inhibition prevents spikes of its target, so that pairs are missing, and the target comes to fire at rho_0 + missing/(2 tau), with the missing pairs for
/// each presynaptic spike: above rho_0, by less the more synapses share the work. The weight is that of an inhibitory conductance, positive. A spike
/// transmits with the weight that it finds, and changes it then (the paper's program changes it first; the difference is one change of eta, which moves no
/// rate of the paper's network by more than networks differ).
/// </remarks>
/// <inheritdoc cref="BoundedPlasticity{TWeight}"/>
public sealed record InhibitoryPlasticity<TWeight>(string Name) : BoundedPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>eta, the change for a trace of 1, as a part of the largest weight. Default 1e-4.</summary>
    [NotNegative]
    public NumberParameter LearningRate { get; init; } = 1e-4;

    /// <summary>rho_0, the rate at which the target comes to fire. Default 5 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> TargetRate { get; init; } = 5 * Units.Hz;

    /// <summary>tau, the width of the window of both sides. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 20 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, largest) = Bounded(synapse);
        var (x, y) = (Trace(synapse, "x", Scope.Source, Decay), Trace(synapse, "y", Scope.Target, Decay));
        var step = LearningRate * largest;
        synapse.On(synapse.PresynapticSpike, w, w + (step * (y - (2 * Expr.Of(TargetRate) * Decay))));
        Mark(synapse, synapse.PresynapticSpike, x, SpikePairing.AllToAll);
        synapse.On(synapse.PostsynapticSpike, w, w + (step * x));
        Mark(synapse, synapse.PostsynapticSpike, y, SpikePairing.AllToAll);
    }
}
