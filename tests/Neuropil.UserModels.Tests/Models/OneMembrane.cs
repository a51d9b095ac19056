namespace Neuropil.UserModels.Tests.Models;

/// <summary>A cell of one compartment that holds channels: C A dV/dt = the membrane's currents + I.</summary>
public record OneMembrane : Neuron
{
    /// <summary>The area. Default 20 000 um².</summary>
    public Parameter<Area> Area { get; init; } = 20_000 * um2;

    /// <summary>The membrane potential at the start. Default -65 mV.</summary>
    public Parameter<Voltage> Start { get; init; } = -65 * mV;

    /// <summary>What the membrane holds.</summary>
    public IReadOnlyList<Mechanism> Mechanisms { get; init; } = [];

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", Start);
        var membrane = new Membrane(equations, v, Area, Celsius(36));
        membrane.Declare(Mechanisms);
        equations.Differential(v, (membrane.TotalCurrent + equations.InputCurrent) / (1 * uF / cm2 * Expr.Of(Area)));
        equations.Spike(v >= -20 * mV, Occurrence.WhenItBecomesTrue);
    }
}
