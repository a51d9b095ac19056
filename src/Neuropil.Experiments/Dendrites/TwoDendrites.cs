using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A passive soma with two equal passive dendrites, <c>left</c> and <c>right</c>, each of the three with the same area: what lies on one dendrite has the same
/// way to the soma as what lies on the other. The leak is 0.1 mS/cm² at -70 mV, 5 nS in each; C is 1 uF/cm².
/// </summary>
internal sealed record TwoDendrites : Neuron
{
    /// <summary>The area of each compartment.</summary>
    public Parameter<Area> Area { get; init; } = 5000 * um2;

    /// <summary>The leak of each, per area.</summary>
    public Parameter<ConductanceDensity> Leak { get; init; } = 0.1 * mS / cm2;

    /// <summary>Its reversal potential, where all begin.</summary>
    public Parameter<Voltage> Rest { get; init; } = -70 * mV;

    /// <summary>The conductance between the soma and either dendrite.</summary>
    public Parameter<Conductance> Coupling { get; init; } = 5 * nS;

    /// <inheritdoc/>
    protected override void Declare(CellBuilder equations)
    {
        var (soma, left, right) = (equations.Compartment("soma", Rest), equations.Compartment("left", Rest), equations.Compartment("right", Rest));
        Expr Axial(Compartment dendrite) => Coupling * (dendrite.Voltage! - (Expr)soma.Voltage!);
        Passive(soma, Axial(left) + Axial(right));
        Passive(left, -Axial(left));
        Passive(right, -Axial(right));
        equations.Spike(soma.Voltage! >= 0 * mV); // beyond the reversal potential of all that acts on it: none

        void Passive(Compartment compartment, Expr axial)
        {
            var leak = Leak * Expr.Of(Area) * (Rest - (Expr)compartment.Voltage!);
            equations.Differential(compartment.Voltage!, (leak + axial + compartment.InputCurrent) / (1 * uF / cm2 * Expr.Of(Area)));
        }
    }
}
