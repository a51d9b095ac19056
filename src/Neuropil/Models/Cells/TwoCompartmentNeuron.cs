namespace Neuropil;

/// <summary>
/// A cell of two compartments, soma and dendrite, which a conductance couples; currents are positive inward:
/// C p A dV_s/dt = I_s + g_c A (V_d - V_s) and C (1 - p) A dV_d/dt = I_d + g_c A (V_s - V_d), where A is the area of both and p the soma's share
/// (Pinsky and Rinzel 1994, J. Comput. Neurosci. 1; Koch, Biophysics of Computation, chapter 3). Spikes are those of the soma. Derive from it for cells of your
/// own.
/// </summary>
/// <remarks>
/// Variables are <c>soma.V</c>, or just <c>V</c>, <c>dendrite.V</c>, <c>dendrite.calcium.pool.concentration</c>, and so on. Receptors and injected currents
/// go to the soma unless their <c>Compartment</c> is <c>dendrite</c>; injected currents are absolute, so that the paper's I_s is a current per area of the
/// whole cell.
/// </remarks>
public record TwoCompartmentNeuron : Neuron
{
    /// <summary>A, the membrane's area, soma and dendrite together. Default 20 000 um².</summary>
    public Parameter<Area> Area { get; init; } = 20_000 * Units.um2;

    /// <summary>p, the soma's share of the area. Default 0.5.</summary>
    public NumberParameter SomaFraction { get; init; } = 0.5;

    /// <summary>C, the membrane's capacitance per area. Default 1 uF/cm².</summary>
    public Parameter<CapacitanceDensity> Capacitance { get; init; } = 1 * Units.uF / Units.cm2;

    /// <summary>g_c, the conductance between the compartments, per area of the whole cell. Default 2.1 mS/cm².</summary>
    public Parameter<ConductanceDensity> Coupling { get; init; } = 2.1 * Units.mS / Units.cm2;

    /// <summary>A spike is counted when the soma's V crosses this from below; there is no reset. Default -20 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -20 * Units.mV;

    /// <summary>For how long after a spike no other is counted, though the membrane goes on undisturbed; null to count every crossing.</summary>
    [NotNegative]
    public Parameter<Time>? RefractoryPeriod { get; init; }

    /// <summary>The soma's membrane potential at the start, unless the population gives one. Default -65 mV.</summary>
    public Parameter<Voltage> InitialVoltage { get; init; } = -65 * Units.mV;

    /// <summary>The dendrite's membrane potential at the start; null for that of the soma.</summary>
    public Parameter<Voltage>? InitialDendriteVoltage { get; init; }

    /// <summary>The temperature that channels with a temperature factor and Nernst potentials see. Default 6.3 °C, as for <see cref="PointNeuron"/>.</summary>
    public Parameter<Temperature> Temperature { get; init; } = Units.Celsius(6.3);

    /// <summary>The soma's leak, ions and other mechanisms.</summary>
    public IReadOnlyList<Mechanism> Soma { get; init; } = [];

    /// <summary>The dendrite's leak, ions and other mechanisms.</summary>
    public IReadOnlyList<Mechanism> Dendrite { get; init; } = [];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The soma's share of the area is not between 0 and 1.</exception>
    protected internal override void Declare(CellBuilder equations)
    {
        if (SomaFraction.IsUniform && !(SomaFraction.UniformSi > 0 && SomaFraction.UniformSi < 1))
        {
            throw new ArgumentException($"The soma's fraction of the area is {SomaFraction}; expected more than 0 and less than 1.");
        }

        var soma = equations.Compartment("soma", InitialVoltage);
        var dendrite = equations.Compartment("dendrite", InitialDendriteVoltage is null ? soma.Voltage! : Expr.Of(InitialDendriteVoltage));
        var axial = Coupling * Area * (dendrite.Voltage! - soma.Voltage!);
        equations.Intermediate("axialCurrent", axial);
        Declare(equations, soma, Soma, Area * SomaFraction, axial);
        Declare(equations, dendrite, Dendrite, Area * (1 - SomaFraction), -axial);
        equations.Spike(soma.Voltage! >= Threshold);
        if (RefractoryPeriod is not null)
        {
            equations.Refractory(RefractoryPeriod);
        }
    }

    private void Declare(CellBuilder equations, Compartment compartment, IReadOnlyList<Mechanism> mechanisms, Expr area, Expr axialCurrent)
    {
        var membrane = new Membrane(equations, compartment.Voltage!, area, Temperature);
        equations.InScope(compartment.Name, null, () =>
        {
            equations.Label("area", area);
            membrane.Declare(mechanisms);
        });
        equations.Differential(compartment.Voltage!, (membrane.TotalCurrent + compartment.InputCurrent + axialCurrent) / (Capacitance * area));
    }
}
