using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The adaptive exponential integrate-and-fire cell: C dV/dt = g_L (E_L - V) + g_L D exp((V - V_T) / D) - w + I and
/// tau_w dw/dt = a (V - E_L) - w; at a spike V is set to the reset value and w grows by b (Brette and Gerstner 2005, J. Neurophysiol. 94).
/// </summary>
/// <remarks>
/// The defaults are the paper's: C 281 pF, g_L 30 nS, E_L -70.6, V_T -50.4, D 2 mV, tau_w 144 ms, a 4 nS, b 80.5 pA, reset to E_L, spikes cut at
/// 20 mV. V is cut at <see cref="Peak"/>, and nothing is evaluated beyond. Exponential Euler treats the spike current explicitly.
/// While refractory (not in the paper), V is held and w goes on.
/// </remarks>
public sealed record AdaptiveExponential : IntegrateAndFire
{
    /// <summary>C, the membrane's capacitance. Default 281 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 281 * Units.pF;

    /// <summary>g_L, the leak conductance. Default 30 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 30 * Units.nS;

    /// <summary>E_L, the leak's reversal potential. Default -70.6 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -70.6 * Units.mV;

    /// <summary>V_T, where the spike current's slope equals the leak's. Default -50.4 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -50.4 * Units.mV;

    /// <summary>D, the slope factor: how sharply spikes begin. Default 2 mV.</summary>
    [Positive]
    public Parameter<Voltage> SlopeFactor { get; init; } = 2 * Units.mV;

    /// <summary>a, how strongly w follows V. Default 4 nS.</summary>
    public Parameter<Conductance> SubthresholdAdaptation { get; init; } = 4 * Units.nS;

    /// <summary>b, by how much w grows at a spike. Default 80.5 pA.</summary>
    public Parameter<Current> SpikeAdaptation { get; init; } = 80.5 * Units.pA;

    /// <summary>tau_w, the time constant of w. Default 144 ms.</summary>
    [Positive]
    public Parameter<Time> AdaptationTimeConstant { get; init; } = 144 * Units.ms;

    /// <summary>Where a spike is counted and cut off. Default 20 mV.</summary>
    public Parameter<Voltage> Peak { get; init; } = 20 * Units.mV;

    /// <summary>The value of V after a spike. Default -70.6 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -70.6 * Units.mV;

    /// <summary>w at the start; null for its steady state at the initial V, a (V - E_L).</summary>
    public Parameter<Current>? InitialAdaptation { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        var w = equations.State("w", Current.Dimension);

        // The stages of a Runge-Kutta method overshoot the peak far: neither the spike current nor w may follow V there.
        var spikeCurrent = ExponentialIntegrateAndFire.SpikeCurrent(v, LeakConductance, Threshold, SlopeFactor, Peak);
        var target = SubthresholdAdaptation * (Min(v, Peak) - LeakReversal);
        equations.Intermediate("spikeCurrent", spikeCurrent);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) + spikeCurrent - w + equations.InputCurrent) / Capacitance);
        equations.Differential(w, (target - w) / AdaptationTimeConstant);
        equations.Initial(w, InitialAdaptation is null ? target : Expr.Of(InitialAdaptation));
        equations.Ceiling(v, Peak);
        Spikes(equations, Peak, Reset, (w, w + SpikeAdaptation));
    }
}
