namespace Neuropil;

/// <summary>
/// The leaky integrate-and-fire cell with an adaptation current: C dV/dt = g_L (E_L - V) - w + I and tau_w dw/dt = a (V - E_L) - w; at a spike V is set
/// to the reset value and w grows by b (Treves 1993, Network 4; Gerstner et al., Neuronal Dynamics, 2014, section 6.1).
/// </summary>
/// <remarks>
/// C, g_L, E_L, threshold, reset and refractory period are those of <see cref="LeakyIntegrateAndFire"/>; a 0 nS (adaptation by spikes alone), b 20 pA and
/// tau_w 100 ms are ours. While refractory, V is held and w goes on. In steady firing w has the mean b tau_w r (a = 0).
/// </remarks>
public sealed record AdaptiveIntegrateAndFire : IntegrateAndFire
{
    /// <summary>The cell of Brette et al. (2007) with adaptation.</summary>
    public AdaptiveIntegrateAndFire() => RefractoryPeriod = 5 * Units.ms;

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

    /// <summary>a, how strongly w follows V. Default 0 nS.</summary>
    public Parameter<Conductance> SubthresholdAdaptation { get; init; } = 0 * Units.nS;

    /// <summary>b, by how much w grows at a spike. Default 20 pA.</summary>
    public Parameter<Current> SpikeAdaptation { get; init; } = 20 * Units.pA;

    /// <summary>tau_w, the time constant of w. Default 100 ms.</summary>
    [Positive]
    public Parameter<Time> AdaptationTimeConstant { get; init; } = 100 * Units.ms;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        var w = equations.State("w", Current.Dimension);
        var target = SubthresholdAdaptation * (v - LeakReversal);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) - w + equations.InputCurrent) / Capacitance);
        equations.Differential(w, (target - w) / AdaptationTimeConstant);
        equations.Initial(w, target);
        Spikes(equations, Threshold, Reset, (w, w + SpikeAdaptation));
    }
}
