using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The quadratic integrate-and-fire cell: C dV/dt = g_L (V - E_L) (V - V_T) / (V_T - E_L) + I; at the peak a spike is counted and V is set to the
/// reset value (Latham, Richmond, Nelson and Nirenberg 2000, J. Neurophysiol. 83; Ermentrout and Kopell 1986). It is what every cell of type I is
/// near the current where it begins to fire, I = g_L (V_T - E_L) / 4.
/// </summary>
/// <remarks>
/// E_L -65, V_T -50, peak 20, reset -80 mV and the time constant of 10 ms are the paper's, which has no capacitance: 200 pF is ours. V is cut at the peak,
/// and the parabola is not evaluated beyond.
/// </remarks>
public sealed record QuadraticIntegrateAndFire : IntegrateAndFire
{
    /// <summary>C, the membrane's capacitance. Default 200 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 200 * pF;

    /// <summary>g_L, the conductance near rest. Default 20 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 20 * nS;

    /// <summary>E_L, the resting potential. Default -65 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -65 * mV;

    /// <summary>V_T, from where V runs away without input. Default -50 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -50 * mV;

    /// <summary>Where a spike is counted and cut off. Default 20 mV.</summary>
    public Parameter<Voltage> Peak { get; init; } = 20 * mV;

    /// <summary>The value of V after a spike. Default -80 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -80 * mV;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The threshold is not above the resting potential.</exception>
    protected internal override void Declare(CellBuilder equations)
    {
        if (Threshold.IsUniform && LeakReversal.IsUniform && Threshold.UniformSi <= LeakReversal.UniformSi)
        {
            throw new ArgumentException($"The threshold of a quadratic cell is {Threshold}; expected more than its resting potential of {LeakReversal}.");
        }

        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);

        // The stages of a Runge-Kutta method overshoot the peak far, where the square would explode.
        var seen = Functions.Min(v, Peak);
        var current = LeakConductance * ((seen - LeakReversal) * (seen - Threshold)) / (Threshold - LeakReversal);
        equations.Differential(v, (current + equations.InputCurrent) / Capacitance);
        equations.Ceiling(v, Peak);
        Spikes(equations, Peak, Reset);
    }
}
