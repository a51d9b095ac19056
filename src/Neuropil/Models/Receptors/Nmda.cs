namespace Neuropil;

/// <summary>
/// The NMDA receptor as a conductance that rises and decays slowly and is blocked by magnesium: I = g B(V) (E - V) with g a double exponential of peak w
/// and B(V) = 1/(1 + [Mg]/K exp(-gamma V)) (Jahr and Stevens, J. Neurosci. 10, 1990, eq. 4): it passes current only where transmitter and depolarisation
/// meet. Calcium carries a part of its current, with its own driving force: I_Ca = P_f g B(V) (E_Ca - V), <c>calciumCurrent</c>; what has entered and is not
/// yet removed is <c>calcium.charge</c>, dq/dt = I_Ca - q/tau.
/// </summary>
/// <remarks>
/// I_Ca is a part of I, not added to it. All synapses of a cell onto the receptor share g, and so does their calcium. As a concentration it is
/// q/(2 F volume).
/// </remarks>
/// <param name="Name">The name in the paths of its variables.</param>
public sealed record Nmda(string Name) : Receptor<Conductance>(Name)
{
    /// <summary>The rise time constant. Default 2 ms.</summary>
    [Positive]
    public Parameter<Time> Rise { get; init; } = 2 * Units.ms;

    /// <summary>The decay time constant. Default 100 ms.</summary>
    [Positive]
    public Parameter<Time> Decay { get; init; } = 100 * Units.ms;

    /// <summary>E, the reversal potential of the whole current. Default 0 mV.</summary>
    public Parameter<Voltage> Reversal { get; init; } = 0 * Units.mV;

    /// <summary>[Mg], the concentration of magnesium outside. Default 1 mM; 0 mM blocks nothing.</summary>
    [NotNegative]
    public Parameter<Concentration> Magnesium { get; init; } = 1 * Units.mM;

    /// <summary>K, the concentration of magnesium that blocks half at 0 mV. Default 3.57 mM.</summary>
    [Positive]
    public Parameter<Concentration> HalfMagnesium { get; init; } = 3.57 * Units.mM;

    /// <summary>
    /// gamma, how steeply depolarisation lifts the block. Default 0.062 per mV; <see cref="MagnesiumBlock.Steepness"/> gives it for the charge and place of
    /// the ion (z delta), <c>zDelta</c> reads z delta back.
    /// </summary>
    [Positive]
    public Parameter<VoltageSensitivity> Steepness { get; init; } = 0.062 / Units.mV;

    /// <summary>The temperature at which gamma is read as z delta; nothing else depends on it. Default 37 °C.</summary>
    public Parameter<Temperature> Temperature { get; init; } = Units.Celsius(37);

    /// <summary>
    /// P_f, the part of the conductance that calcium takes. Default 0.1 (Schneggenburger et al., Neuron 11, 1993, for the part of the current).
    /// </summary>
    [NotNegative]
    public NumberParameter CalciumFraction { get; init; } = 0.1;

    /// <summary>E_Ca, the reversal potential of calcium. Default 130 mV.</summary>
    public Parameter<Voltage> CalciumReversal { get; init; } = 130 * Units.mV;

    /// <summary>tau, the time constant at which calcium is removed. Default 20 ms.</summary>
    [Positive]
    public Parameter<Time> CalciumRemoval { get; init; } = 20 * Units.ms;

    /// <summary>How large the kernel is. By default its peak is one.</summary>
    public KernelSize Size { get; init; } = KernelSize.Peak;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations, Symbol voltage)
    {
        var g = TwoStages.Declare(equations, "g", Conductance.Dimension, Rise, Decay, Size);
        var open = MagnesiumBlock.Open(voltage, Magnesium, HalfMagnesium, Steepness);
        equations.Intermediate("unblocked", open);
        equations.Intermediate("zDelta", Expr.Of(Steepness) * PhysicalConstants.GasConstantOverFaraday * Expr.Of(Temperature));
        var current = g * open * (Reversal - voltage);
        equations.Intermediate("current", current);
        equations.AddInwardCurrent(current);
        var calcium = CalciumFraction * g * open * (CalciumReversal - voltage);
        equations.Intermediate("calciumCurrent", calcium);

        // In a scope of its own: its equation is not linear in V, while the kernel keeps its exact propagator.
        equations.InScope("calcium", null, () =>
        {
            var charge = equations.State("charge", Charge.Dimension);
            equations.Differential(charge, calcium - (charge / CalciumRemoval));
        });
    }
}
