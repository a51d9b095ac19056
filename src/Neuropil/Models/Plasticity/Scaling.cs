using static Neuropil.Functions;

namespace Neuropil;

/// <summary>What rules share that scale all weights of a cell by one factor, so that its activity returns to a target.</summary>
/// <remarks>
/// At each tick of a clock every weight is multiplied by exp((interval/tau)(1 - r/r*)), which solves the equation while the sensor stands still.
/// Ratios of weights stay as they were, to rounding. <c>factor</c> is the product since the start. Together with a rule that learns it is one plasticity
/// of several parts (<see cref="PlasticityTogether"/>); bounds are those of the other rule, and a weight at its bound no longer keeps its ratio. Keep tau
/// longer than the sensor's time, else activity swings about its target, and much longer than the interval. A tick takes the logarithm of a weight by
/// (interval/tau)(1 - r/r*), whatever activity does in between: with tau at the interval the weights of a silent cell grow by e at each tick, with tau a
/// hundredth of it by e^100, which no sensor can follow and no equation has asked for. So a tau below the interval is refused.
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record Scaling(string Name) : Plasticity(Name)
{
    /// <summary>tau, how fast weights are scaled: at least the interval. Default 100 s.</summary>
    [Positive]
    public Parameter<Time> TimeConstant { get; init; } = 100 * Units.second;

    /// <summary>tau_r, over how long the sensor takes its mean. Default 10 s.</summary>
    [Positive]
    public Parameter<Time> SensorTime { get; init; } = 10 * Units.second;

    /// <summary>How often weights are scaled. Default 100 ms.</summary>
    public Time Interval { get; init; } = 100 * Units.ms;

    /// <summary>Declares the sensor.</summary>
    /// <returns>What it shows, over the target.</returns>
    protected abstract Expr DeclareActivity(SynapseBuilder synapse);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The time constant is below the interval.</exception>
    protected internal override void Declare(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var activity = DeclareActivity(synapse);
        var factor = synapse.Variable("factor", Scope.Target, 1.0);
        var tick = synapse.Clock("scaling", Interval);
        synapse.RequireAtLeast(TimeConstant, Interval);
        var step = Exp(Interval / Expr.Of(TimeConstant) * (1 - activity));
        synapse.On(tick, factor, factor * step);
        synapse.On(tick, synapse.Weight, synapse.Weight * step);
    }
}
