namespace Neuropil.UserModels.Tests.Models;

/// <summary>A soma with two dendrites, each compartment with mechanisms of its own and of the same area.</summary>
public sealed record Star : Neuron
{
    /// <summary>The area of each compartment. Default 10 000 um².</summary>
    public Parameter<Area> Area { get; init; } = 10_000 * um2;

    /// <summary>The conductance between the soma and each dendrite. Default 8 nS.</summary>
    public Parameter<Conductance> Coupling { get; init; } = 8 * nS;

    /// <summary>What the soma holds.</summary>
    public IReadOnlyList<Mechanism> Soma { get; init; } = [];

    /// <summary>What the left dendrite holds.</summary>
    public IReadOnlyList<Mechanism> Left { get; init; } = [];

    /// <summary>What the right dendrite holds.</summary>
    public Mechanism[] Right { get; init; } = [];

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var soma = equations.Compartment("soma", -65 * mV);
        var left = equations.Compartment("left", -65 * mV);
        var right = equations.Compartment("right", -65 * mV);
        Expr Between(Compartment from, Compartment to) => Coupling * (from.Voltage! - to.Voltage!);
        Hold(equations, soma, Soma, Between(left, soma) + Between(right, soma));
        Hold(equations, left, Left, Between(soma, left));
        Hold(equations, right, Right, Between(soma, right));
    }

    private void Hold(CellBuilder equations, Compartment place, IReadOnlyList<Mechanism> mechanisms, Expr axial)
    {
        var membrane = new Membrane(equations, place.Voltage!, Area, Celsius(36));
        equations.InScope(place.Name, null, () => membrane.Declare(mechanisms));
        equations.Differential(place.Voltage!, (membrane.TotalCurrent + place.InputCurrent + axial) / (1 * uF / cm2 * Expr.Of(Area)));
    }
}
