namespace Neuropil;

/// <summary>What integrate-and-fire cells share: a spike resets the membrane potential, which is then held for the refractory period.</summary>
/// <remarks>
/// While a cell is refractory its membrane potential stays at the reset value; its other variables (an adaptation current) and its receptors go
/// on. A current or conductance that decays slowly therefore still acts when the period ends, but what it would have moved V meanwhile is lost.
/// </remarks>
public abstract record IntegrateAndFire : Neuron
{
    /// <summary>How long V is held at the reset value after a spike. Rounded to whole steps. Default 0 ms: not at all.</summary>
    public Parameter<Time> RefractoryPeriod { get; init; } = 0 * Units.ms;

    /// <summary>The membrane potential at the start; null for the model's resting potential.</summary>
    public Parameter<Voltage>? InitialVoltage { get; init; }

    /// <summary>Declares the spike: V crosses <paramref name="threshold"/> from below, and goes to <paramref name="reset"/>.</summary>
    /// <param name="equations">Where to declare.</param>
    /// <param name="threshold">The threshold, or the peak of a spike.</param>
    /// <param name="reset">Where V starts again.</param>
    /// <param name="further">What else a spike changes.</param>
    /// <exception cref="ArgumentException">The reset is not below the threshold, or the refractory period is negative.</exception>
    protected void Spikes(EquationBuilder equations, Parameter<Voltage> threshold, Parameter<Voltage> reset, params (Symbol Variable, Expr Value)[] further)
    {
        if (threshold.IsUniform && reset.IsUniform && reset.UniformSi >= threshold.UniformSi)
        {
            throw new ArgumentException($"The reset is {reset}; expected a value below the threshold of {threshold}, or the cell could spike only once.");
        }

        if (RefractoryPeriod.IsUniform && RefractoryPeriod.UniformSi < 0)
        {
            throw new ArgumentException($"The refractory period is {RefractoryPeriod}; expected 0 ms or more.");
        }

        var voltage = equations.Voltage!;
        bool isRefractory = !RefractoryPeriod.IsUniform || RefractoryPeriod.UniformSi > 0;
        equations.Spikes(new SpikeRule(
            voltage >= threshold,
            [(voltage, reset), .. further],
            isRefractory ? Expr.Of(RefractoryPeriod) : null,
            isRefractory ? [voltage] : []));
    }
}
