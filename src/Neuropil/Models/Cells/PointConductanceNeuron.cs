using static Neuropil.Functions;
using static Neuropil.Units;

namespace Neuropil;

/// <summary>
/// The leaky integrate-and-fire cell in the bombardment of a cortical network, which two fluctuating conductances stand for (the point-conductance
/// model): C dV/dt = g_L (E_L - V) + g_e (E_e - V) + g_i (E_i - V) + I, each g an Ornstein-Uhlenbeck process, dg/dt = (mean - g)/tau + sd sqrt(2/tau) xi
/// (Destexhe, Rudolph, Fellous and Sejnowski 2001, Neuroscience 107, eqs. 1 to 4).
/// </summary>
/// <remarks>
/// The defaults of membrane and conductances are the paper's of a layer VI cell: C 346.36 pF, g_L 15.655 nS, E_L -80 mV; 12.1 nS (sd 3), 2.728 ms, 0 mV;
/// 57.3 nS (sd 6.6), 10.49 ms, -75 mV. The paper has sodium, potassium and M currents in place of the threshold; ours is -50 mV with a reset of -60 mV and
/// 2 ms. Conductances start at their means and act as they are also below zero, unless <see cref="ClippedAtZero"/>.
/// The membrane is in its high-conductance state: its time constant is some 4 ms instead of 22.
/// </remarks>
public sealed record PointConductanceNeuron : IntegrateAndFire
{
    /// <summary>The cell with the paper's parameters.</summary>
    public PointConductanceNeuron() => RefractoryPeriod = 2 * ms;

    /// <summary>C, the membrane's capacitance. Default 346.36 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 346.36 * pF;

    /// <summary>g_L, the leak conductance. Default 15.655 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 15.655 * nS;

    /// <summary>E_L, the leak's reversal potential. Default -80 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -80 * mV;

    /// <summary>The threshold. Default -50 mV.</summary>
    public Parameter<Voltage> Threshold { get; init; } = -50 * mV;

    /// <summary>The value of V after a spike. Default -60 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -60 * mV;

    /// <summary>The mean of g_e. Default 12.1 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> ExcitatoryMean { get; init; } = 12.1 * nS;

    /// <summary>The standard deviation of g_e. Default 3 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> ExcitatoryStandardDeviation { get; init; } = 3 * nS;

    /// <summary>The correlation time of g_e. Default 2.728 ms.</summary>
    [Positive]
    public Parameter<Time> ExcitatoryTimeConstant { get; init; } = 2.728 * ms;

    /// <summary>E_e, the reversal potential of excitation. Default 0 mV.</summary>
    public Parameter<Voltage> ExcitatoryReversal { get; init; } = 0 * mV;

    /// <summary>The mean of g_i. Default 57.3 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> InhibitoryMean { get; init; } = 57.3 * nS;

    /// <summary>The standard deviation of g_i. Default 6.6 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> InhibitoryStandardDeviation { get; init; } = 6.6 * nS;

    /// <summary>The correlation time of g_i. Default 10.49 ms.</summary>
    [Positive]
    public Parameter<Time> InhibitoryTimeConstant { get; init; } = 10.49 * ms;

    /// <summary>E_i, the reversal potential of inhibition. Default -75 mV.</summary>
    public Parameter<Voltage> InhibitoryReversal { get; init; } = -75 * mV;

    /// <summary>Whether the cell sees zero where a conductance is below it.</summary>
    public bool ClippedAtZero { get; init; }

    /// <inheritdoc/>
    protected internal override void Declare(CellBuilder equations)
    {
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        var excitatory = Background(equations, "g_e", ExcitatoryMean, ExcitatoryStandardDeviation, ExcitatoryTimeConstant) * (ExcitatoryReversal - v);
        var inhibitory = Background(equations, "g_i", InhibitoryMean, InhibitoryStandardDeviation, InhibitoryTimeConstant) * (InhibitoryReversal - v);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) + excitatory + inhibitory + equations.InputCurrent) / Capacitance);
        Spikes(equations, Threshold, Reset);
    }

    private Expr Background(CellBuilder equations, string name, Expr mean, Expr deviation, Expr timeConstant)
    {
        var g = equations.OrnsteinUhlenbeck(name, mean, deviation, timeConstant);
        return ClippedAtZero ? Max(g, 0 * nS) : g;
    }
}
