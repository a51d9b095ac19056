namespace Neuropil;

/// <summary>
/// A cell that fires less than its target scales all its inputs up, one that fires more scales them down, all by one factor: tau dw/dt = w (1 - r/r*), where
/// the sensor r is the rate of the cell's spikes over a long time, tau_r dr/dt = -r with a rise of 1/tau_r at each spike (van Rossum, Bi and Turrigiano
/// 2000, J. Neurosci. 20; Turrigiano and others 1998, Nature 391).
/// </summary>
/// <inheritdoc cref="Scaling"/>
public sealed record SynapticScaling(string Name) : Scaling(Name)
{
    /// <summary>r*, the target rate. Default 5 Hz.</summary>
    [Positive]
    public Parameter<Frequency> Target { get; init; } = 5 * Units.Hz;

    /// <summary>What the sensor shows at the start. Default null: the target.</summary>
    [NotNegative]
    public Parameter<Frequency>? InitialRate { get; init; }

    /// <inheritdoc/>
    protected override Expr DeclareActivity(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var rate = synapse.Variable("rate", Scope.Target, InitialRate ?? Target);
        synapse.Differential(rate, -rate / SensorTime);
        synapse.On(synapse.PostsynapticSpike, rate, rate + (1 / Expr.Of(SensorTime)));
        return rate / Target;
    }
}

/// <summary>
/// The same for rate units: tau dw/dt = w (1 - r/r*), where the sensor follows the unit's activity, tau_r dr/dt = nu - r.
/// </summary>
/// <inheritdoc cref="Scaling"/>
public sealed record ActivityScaling(string Name) : Scaling(Name)
{
    /// <summary>r*, the target activity. Default 1.</summary>
    [Positive]
    public NumberParameter Target { get; init; } = 1;

    /// <summary>What the sensor shows at the start. Default null: the target.</summary>
    public NumberParameter? InitialRate { get; init; }

    /// <summary>The variable of the target that is its activity, a pure number. Default <c>r</c>, as of <see cref="RateUnit"/>.</summary>
    public string Activity { get; init; } = "r";

    /// <inheritdoc/>
    protected override Expr DeclareActivity(SynapseBuilder synapse)
    {
        ArgumentNullException.ThrowIfNull(synapse);
        var rate = synapse.Variable("rate", Scope.Target, InitialRate ?? Target);
        synapse.Differential(rate, (synapse.Target(Activity, Dimension.None) - rate) / SensorTime);
        return rate / Target;
    }
}
