using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The rule of Bienenstock, Cooper and Munro (1982, J. Neurosci. 2) between cells that spike: rates are estimated from spikes. Both ends have a trace that
/// rises by 1/tau_r at a spike and decays with tau_r, so that its mean is the rate. With x the source's over x0, y the target's over nu0 and a threshold that
/// follows the square, tau_theta dtheta/dt = y^2 - theta (Intrator and Cooper 1992, Neural Netw. 5), the weight changes at a clock by
/// dw/dt = eta w_max x phi(y, theta).
/// </summary>
/// <remarks>
/// An estimate fluctuates: of Poisson spikes of the rate nu its variance is nu/(2 tau_r), which goes into the threshold too, whose mean is then
/// (nu^2 + nu/(2 tau_r))/nu0^2. A threshold that is slow beside the estimate, and weights that are slow beside the threshold, nevertheless rest where the mean
/// rate is nu0, for phi = y (y - theta): the mean of y^2 stands on both sides. Threshold and estimate are correlated, which leaves the rate below nu0 by
/// the part cov(y, theta)/(1 + 1/(2 nu0 tau_r)), about tau_r/(tau_r + tau_theta) (1 + 1/(3 nu0 tau_r))/(nu0 tau_r); correlations with the input are as small as
/// it has many synapses. At a tick weights change by the threshold before it. How the triplet rule does
/// the same without estimated rates stands at <see cref="TripletPlasticity{TWeight}"/>.
/// </remarks>
/// <inheritdoc cref="BoundedPlasticity{TWeight}"/>
public sealed record SpikingBcmPlasticity<TWeight>(string Name) : BoundedPlasticity<TWeight>(Name)
    where TWeight : struct, IQuantity<TWeight>
{
    /// <summary>eta, how fast a weight changes, as a part of the largest one, where x and phi are 1. Default 0.001 per second.</summary>
    [NotNegative]
    public Parameter<Frequency> LearningRate { get; init; } = 0.001 * Units.Hz;

    /// <summary>nu0, the target's rate that counts as 1, at which rate and threshold meet. Default 5 Hz.</summary>
    [Positive]
    public Parameter<Frequency> TargetRate { get; init; } = 5 * Units.Hz;

    /// <summary>x0, the source's rate that counts as 1. Default 5 Hz.</summary>
    [Positive]
    public Parameter<Frequency> SourceRate { get; init; } = 5 * Units.Hz;

    /// <summary>tau_r, over how long rates are estimated. Default 1 s.</summary>
    [Positive]
    public Parameter<Time> RateTime { get; init; } = 1 * Units.second;

    /// <summary>tau_theta, the time constant of the threshold. Default 10 s.</summary>
    [Positive]
    public Parameter<Time> ThresholdTime { get; init; } = 10 * Units.second;

    /// <summary>Where the threshold starts. Default 1.</summary>
    [NotNegative]
    public NumberParameter InitialThreshold { get; init; } = 1;

    /// <summary>phi(y, theta). Default y (y - theta).</summary>
    public ModificationFunction Modification { get; init; } = ModificationFunction.Quadratic;

    /// <summary>How often weights and threshold change. Default 100 ms.</summary>
    public Time Interval { get; init; } = 100 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var (w, largest) = Bounded(synapse);
        var (x, y) = (Rate("x", Scope.Source, synapse.PresynapticSpike, SourceRate), Rate("y", Scope.Target, synapse.PostsynapticSpike, TargetRate));
        var theta = synapse.Variable("theta", Scope.Target, InitialThreshold);
        var tick = synapse.Clock("learning", Interval);
        synapse.On(tick, w, w + (LearningRate * Interval * largest * x * Modification.Of(y, theta)));

        // Its equation is not linear in the trace: solved over an interval with the trace as it is now.
        synapse.On(tick, theta, (y * y) + ((theta - (y * y)) * Exp(-(Interval / Expr.Of(ThresholdTime)))));

        Symbol Rate(string name, Scope scope, ModelEvent spike, Parameter<Frequency> unit)
        {
            var rate = Trace(synapse, name, scope, RateTime);
            synapse.On(spike, rate, rate + (1 / (Expr.Of(RateTime) * unit)));
            return rate;
        }
    }
}
