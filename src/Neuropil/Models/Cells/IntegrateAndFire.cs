namespace Neuropil;

/// <summary>What integrate-and-fire cells share: a spike resets the membrane potential, which is then held for the refractory period.</summary>
/// <remarks>
/// A cell spikes whenever V is at the threshold or above and it is not refractory: one that starts there spikes in its first step.
/// While a cell is refractory its membrane potential stays at the reset value; its other variables (an adaptation current) and its receptors go
/// on. A current or conductance that decays slowly therefore still acts when the period ends, but what it would have moved V meanwhile is lost.
/// </remarks>
public abstract record IntegrateAndFire : Neuron
{
    /// <summary>How long V is held at the reset value after a spike. Rounded to whole steps, with a warning. Default 0 ms: not at all.</summary>
    [NotNegative]
    public Parameter<Time> RefractoryPeriod { get; init; } = 0 * Units.ms;

    /// <summary>The membrane potential at the start; null for the model's resting potential.</summary>
    public Parameter<Voltage>? InitialVoltage { get; init; }

    /// <summary>
    /// Declares the spike: V is at <paramref name="threshold"/> or above outside the refractory period, and goes to <paramref name="reset"/>.
    /// </summary>
    /// <param name="equations">Where to declare.</param>
    /// <param name="threshold">The threshold, or the peak of a spike.</param>
    /// <param name="reset">Where V starts again.</param>
    /// <param name="further">What else a spike changes, in this order after V.</param>
    /// <exception cref="ArgumentException">The reset is not below the threshold, or the refractory period is negative.</exception>
    protected void Spikes(CellBuilder equations, Parameter<Voltage> threshold, Parameter<Voltage> reset, params (Symbol Variable, Expr Value)[] further)
        => Spikes(equations, threshold, threshold, reset, further);

    /// <summary>
    /// Declares the spike of a cell whose threshold moves: V is at <paramref name="threshold"/> or above outside the refractory period, and goes to
    /// <paramref name="reset"/>.
    /// </summary>
    /// <param name="equations">Where to declare.</param>
    /// <param name="threshold">The threshold as it is.</param>
    /// <param name="least">The lowest that it becomes.</param>
    /// <param name="reset">Where V starts again.</param>
    /// <param name="further">What else a spike changes, in this order after V.</param>
    /// <exception cref="ArgumentException">The reset is not below the lowest threshold, or the refractory period is negative.</exception>
    protected void Spikes(
        CellBuilder equations, Expr threshold, Parameter<Voltage> least, Parameter<Voltage> reset, params (Symbol Variable, Expr Value)[] further)
    {
        if (least.IsUniform && reset.IsUniform && reset.UniformSi >= least.UniformSi)
        {
            throw new ArgumentException($"The reset is {reset}; expected a value below the threshold of {least}, or the cell would spike without end.");
        }

        if (RefractoryPeriod.IsUniform && RefractoryPeriod.UniformSi < 0)
        {
            throw new ArgumentException($"The refractory period is {RefractoryPeriod}; expected 0 ms or more.");
        }

        var voltage = equations.Voltage!;
        var spike = equations.Spike(voltage >= threshold);
        equations.On(spike, voltage, reset);
        foreach (var (variable, value) in further)
        {
            equations.On(spike, variable, value);
        }

        if (!RefractoryPeriod.IsUniform || RefractoryPeriod.UniformSi > 0)
        {
            equations.Refractory(RefractoryPeriod, voltage);
        }
    }
}
