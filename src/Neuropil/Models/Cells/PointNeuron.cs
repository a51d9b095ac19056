namespace Neuropil;

/// <summary>
/// A cell of one compartment with ion channels: C dV/dt = sum of the mechanisms' currents + synaptic and injected currents, all positive
/// inward (Hodgkin and Huxley 1952; Koch, Biophysics of Computation, chapter 6). Densities are multiplied by <see cref="Area"/>; synaptic
/// conductances and injected currents are absolute.
/// </summary>
public record PointNeuron : Neuron
{
    /// <summary>The membrane's area. Default 20 000 um².</summary>
    public Parameter<Area> Area { get; init; } = 20_000 * Units.um2;

    /// <summary>The membrane's capacitance per area. Default 1 uF/cm².</summary>
    public Parameter<CapacitanceDensity> Capacitance { get; init; } = 1 * Units.uF / Units.cm2;

    /// <summary>A spike is counted when V crosses this from below; there is no reset. Default -20 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -20 * Units.mV;

    /// <summary>For how long after a spike no other is counted, though the membrane goes on undisturbed; null to count every crossing.</summary>
    [NotNegative]
    public Parameter<Time>? RefractoryPeriod { get; init; }

    /// <summary>
    /// Whether a cell that stays above the threshold spikes again after each <see cref="RefractoryPeriod"/>, that long after the spike before (the rule of
    /// Brian2), instead of once per crossing. It differs where strong excitation holds cells depolarised.
    /// </summary>
    public bool SpikesWhileAbove { get; init; }

    /// <summary>The membrane potential at the start, unless the population gives one. Default -65 mV.</summary>
    public Parameter<Voltage> InitialVoltage { get; init; } = -65 * Units.mV;

    /// <summary>
    /// The temperature that channels with a temperature factor and Nernst potentials see. The default is that of the squid experiments, 6.3 °C.
    /// </summary>
    public Parameter<Temperature> Temperature { get; init; } = Units.Celsius(6.3);

    /// <summary>Leak, ions with their channels, and whatever else carries a membrane current.</summary>
    public IReadOnlyList<Mechanism> Mechanisms { get; init; } = [];

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var voltage = equations.MembranePotential("V", InitialVoltage);
        var membrane = new Membrane(equations, voltage, Area, Temperature);
        membrane.Declare(Mechanisms);
        equations.Differential(voltage, (membrane.TotalCurrent + equations.InputCurrent) / (Capacitance * Area));
        equations.Spike(voltage >= Threshold, SpikesWhileAbove ? Occurrence.WhileItHolds : Occurrence.WhenItBecomesTrue);
        if (RefractoryPeriod is not null)
        {
            equations.Refractory(RefractoryPeriod);
        }
    }
}
