using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The exponential integrate-and-fire cell: C dV/dt = g_L (E_L - V) + g_L D exp((V - V_T) / D) + I (Fourcaud-Trocmé, Hansel, van Vreeswijk and
/// Brunel 2003, J. Neurosci. 23). At the peak a spike is counted and V is set to the reset value.
/// </summary>
/// <remarks>
/// The defaults are the paper's fit to the Wang-Buzsáki cell (time constant 10 ms, E_L -65, V_T -59.9, D 3.48, reset -68 mV, refractory 1.7 ms),
/// its densities taken for a membrane of 20 000 um². The paper lets V run to infinity; here it is cut at <see cref="Peak"/>, which it reaches
/// a few microseconds earlier, and the exponential is not evaluated beyond. Exponential Euler treats the spike current explicitly.
/// </remarks>
public sealed record ExponentialIntegrateAndFire : IntegrateAndFire
{
    /// <summary>The cell of Fourcaud-Trocmé et al. (2003).</summary>
    public ExponentialIntegrateAndFire() => RefractoryPeriod = 1.7 * Units.ms;

    /// <summary>C, the membrane's capacitance. Default 200 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 200 * Units.pF;

    /// <summary>g_L, the leak conductance. Default 20 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 20 * Units.nS;

    /// <summary>E_L, the leak's reversal potential. Default -65 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -65 * Units.mV;

    /// <summary>V_T, where the slope of the current against V is zero: a slowly rising current makes spikes from here. Default -59.9 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -59.9 * Units.mV;

    /// <summary>D, the slope factor: how sharply spikes begin. Default 3.48 mV.</summary>
    [Positive]
    public Parameter<Voltage> SlopeFactor { get; init; } = 3.48 * Units.mV;

    /// <summary>Where a spike is counted and cut off. Default 0 mV.</summary>
    public Parameter<Voltage> Peak { get; init; } = 0 * Units.mV;

    /// <summary>The value of V after a spike. Default -68 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -68 * Units.mV;

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        var spikeCurrent = SpikeCurrent(v, LeakConductance, Threshold, SlopeFactor, Peak);
        equations.Intermediate("spikeCurrent", spikeCurrent);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) + spikeCurrent + equations.InputCurrent) / Capacitance);
        equations.Ceiling(v, Peak);
        Spikes(equations, Peak, Reset);
    }

    // Stages of a Runge-Kutta method may look beyond the peak, where exp would overflow: it is held there at its value at the peak.
    internal static Expr SpikeCurrent(Expr v, Expr leakConductance, Expr threshold, Expr slopeFactor, Expr peak)
        => Held(leakConductance * slopeFactor * Exp((Min(v, peak) - threshold) / slopeFactor));
}
