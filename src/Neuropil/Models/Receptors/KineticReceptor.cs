using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// A receptor that transmitter opens: dr/dt = alpha T (1 - r) - beta r, where r is the part of the receptors that is open, and g = gmax r
/// (Destexhe, Mainen and Sejnowski, J. Comput. Neurosci. 1, 1994, eq. 11). A spike releases transmitter, its weight; T decays by first-order clearance,
/// dT/dt = -T/tau, or is a square pulse (<see cref="PulseDuration"/>).
/// </summary>
/// <remarks>
/// All synapses onto one receptor of a cell share one cleft: their transmitter adds, and r saturates for all of them together. Synapses that saturate each
/// for itself are receptors of different names, or a kernel.
/// <para>
/// Clearance is advanced by a method of order 4 that no step is too long for; a square pulse exactly, whatever its duration, which only steps of a grid can do:
/// the adaptive method refuses it by name. A spike during a pulse begins it anew, with its own amount.
/// </para>
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public abstract record KineticReceptor(string Name) : Receptor<Concentration>(Name)
{
    /// <summary>gmax, the conductance when all receptors are open.</summary>
    [NotNegative]
    public Parameter<Conductance> LargestConductance { get; init; } = 1 * Units.nS;

    /// <summary>The reversal potential.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>alpha, the rate of binding.</summary>
    [Positive]
    public Parameter<BindingRate> Binding { get; init; } = 1 / Units.mM / Units.ms;

    /// <summary>beta, the rate of unbinding.</summary>
    [Positive]
    public Parameter<Frequency> Unbinding { get; init; } = 1 / Units.ms;

    /// <summary>tau, the time constant at which transmitter is cleared; not used where there is a <see cref="PulseDuration"/>. Default 1 ms.</summary>
    [Positive]
    public Parameter<Time> Clearance { get; init; } = 1 * Units.ms;

    /// <summary>How long the transmitter of a spike stays, as a square pulse; null, the default, for transmitter that decays.</summary>
    [Positive]
    public Parameter<Time>? PulseDuration { get; init; }

    /// <inheritdoc/>
    /// <remarks>There is no transmitter below zero.</remarks>
    public override NegativeWeights NegativeWeights => NegativeWeights.Refused;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var r = equations.State("r", Dimension.None);
        var g = LargestConductance * (PulseDuration is null ? Decaying(equations, voltage, r) : Pulsed(equations, voltage, r));
        equations.Intermediate("g", g);
        var current = g * (Reversal - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
    }

    /// <summary>The part of the largest conductance that is open, for receptors whose variables have equations. It may declare stages behind r.</summary>
    /// <param name="equations">The receptor's equations.</param>
    /// <param name="voltage">The membrane potential.</param>
    /// <param name="bound">r.</param>
    protected virtual Expr Open(CellBuilder equations, Symbol voltage, Symbol bound) => bound;

    /// <summary>The same for receptors that change in steps, under a square pulse.</summary>
    /// <param name="equations">The receptor's equations.</param>
    /// <param name="voltage">The membrane potential.</param>
    /// <param name="bound">r.</param>
    /// <param name="pulse">What a step is to r: two spans in which it relaxes.</param>
    protected virtual Expr Open(CellBuilder equations, Symbol voltage, Symbol bound, PulsedStep pulse) => bound;

    private Expr Decaying(CellBuilder equations, Symbol voltage, Symbol r)
    {
        var transmitter = equations.State("T", Concentration.Dimension);
        equations.Differential(transmitter, -transmitter / Clearance);
        equations.Differential(r, (Binding * transmitter * (1 - r)) - (Unbinding * r));
        var (weights, arrival) = equations.Arrival(Concentration.Dimension);
        equations.On(arrival, transmitter, transmitter + weights);
        return Open(equations, voltage, r);
    }

    private Expr Pulsed(CellBuilder equations, Symbol voltage, Symbol r)
    {
        var (amount, left) = (equations.State("amount", Concentration.Dimension), equations.State("left", Time.Dimension));
        var (weights, arrival) = equations.Arrival(Concentration.Dimension);
        equations.On(arrival, amount, weights);
        equations.On(arrival, left, PulseDuration!);
        equations.Intermediate("T", Select(left > 0 * Units.ms, amount, 0 * Units.mM));

        // What rounding leaves of a pulse of whole steps is none.
        var after = left - Symbol.TimeStep;
        equations.Update(left, Select(after > 1e-9 * Symbol.TimeStep, after, 0 * Units.ms));
        var on = Min(left, Symbol.TimeStep);
        var step = new PulsedStep(on, Symbol.TimeStep - on, Binding * amount, Unbinding);
        equations.Update(r, step.AtEnd(r));
        return Open(equations, voltage, r, step);
    }
}
