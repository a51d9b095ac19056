namespace Neuropil;

/// <summary>
/// The leaky integrate-and-fire cell: C dV/dt = g_L (E_L - V) + I; a spike where V reaches the threshold, then V is set to the reset value
/// (Lapicque 1907; Gerstner et al., Neuronal Dynamics, 2014, section 1.3). The time constant is C / g_L.
/// </summary>
/// <remarks>
/// The defaults are those of the benchmarks 1 and 2 of Brette et al. (2007, J. Comput. Neurosci. 23): C 200 pF, g_L 10 nS, E_L -60 mV, threshold
/// -50 mV, reset -60 mV, refractory 5 ms.
/// </remarks>
public sealed record LeakyIntegrateAndFire : IntegrateAndFire
{
    /// <summary>The cell of Brette et al. (2007).</summary>
    public LeakyIntegrateAndFire() => RefractoryPeriod = 5 * Units.ms;

    /// <summary>C, the membrane's capacitance. Default 200 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 200 * Units.pF;

    /// <summary>g_L, the leak conductance. Default 10 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 10 * Units.nS;

    /// <summary>E_L, the leak's reversal potential. Default -60 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -60 * Units.mV;

    /// <summary>The threshold. Default -50 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -50 * Units.mV;

    /// <summary>The value of V after a spike. Default -60 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -60 * Units.mV;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) + equations.InputCurrent) / Capacitance);
        Spikes(equations, Threshold, Reset);
    }
}
