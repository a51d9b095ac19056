using static Neuropil.Functions;

namespace Neuropil;

/// <summary>
/// The leaky integrate-and-fire cell whose threshold seeks a rate: C dV/dt = g_L (E_L - V) + I; at a spike V is set to the reset value and the threshold
/// theta rises by eta; all the time dtheta/dt = -eta rho_0. The intrinsic plasticity of Lazar, Pipa and Triesch (2009, Front. Comput. Neurosci. 3:23, eq. 5)
/// in continuous time, a model of what Desai, Rutherford and Turrigiano (1999, Nat. Neurosci. 2) measured.
/// </summary>
/// <remarks>
/// Over a time T with n spikes theta moves by eta (n - rho_0 T), exactly: where it neither grows for ever nor meets its least value, the rate is rho_0,
/// whatever the input. A cell with too little input would lower its threshold onto its reset, and would then spike without end: below
/// <see cref="LeastThreshold"/> it falls no more. C, g_L, E_L, reset and refractory period are those of <see cref="LeakyIntegrateAndFire"/>; the paper's cells
/// are binary, with eta 0.001 of the threshold's range; eta here is ours.
/// </remarks>
public sealed record HomeostaticIntegrateAndFire : IntegrateAndFire
{
    /// <summary>The cell of Brette et al. (2007) with a threshold that moves.</summary>
    public HomeostaticIntegrateAndFire() => RefractoryPeriod = 5 * Units.ms;

    /// <summary>C, the membrane's capacitance. Default 200 pF.</summary>
    public Parameter<Capacitance> Capacitance { get; init; } = 200 * Units.pF;

    /// <summary>g_L, the leak conductance. Default 10 nS.</summary>
    [NotNegative]
    public Parameter<Conductance> LeakConductance { get; init; } = 10 * Units.nS;

    /// <summary>E_L, the leak's reversal potential. Default -60 mV.</summary>
    public Parameter<Voltage> LeakReversal { get; init; } = -60 * Units.mV;

    /// <summary>The threshold at the start. Default -50 mV.</summary>
    public Parameter<Voltage> InitialThreshold { get; init; } = -50 * Units.mV;

    /// <summary>The value below which the threshold does not fall by itself. Default -58 mV.</summary>
    public Parameter<Voltage> LeastThreshold { get; init; } = -58 * Units.mV;

    /// <summary>The value of V after a spike. Default -60 mV.</summary>
    public Parameter<Voltage> Reset { get; init; } = -60 * Units.mV;

    /// <summary>rho_0, the rate that the cell seeks. Default 5 Hz.</summary>
    [NotNegative]
    public Parameter<Frequency> TargetRate { get; init; } = 5 * Units.Hz;

    /// <summary>eta, the rise of the threshold at a spike. Default 0.02 mV.</summary>
    [NotNegative]
    public Parameter<Voltage> ThresholdStep { get; init; } = 0.02 * Units.mV;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The reset is not below the least threshold, or the refractory period is negative.</exception>
    protected internal override void Declare(CellBuilder equations)
    {
        ArgumentNullException.ThrowIfNull(equations);
        var v = equations.MembranePotential("V", InitialVoltage ?? LeakReversal);
        var theta = equations.State("theta", Voltage.Dimension);
        equations.Differential(v, ((LeakConductance * (LeakReversal - v)) + equations.InputCurrent) / Capacitance);
        equations.Differential(theta, Select(theta > LeastThreshold, -(ThresholdStep * TargetRate), 0 * Units.mV / Units.ms));
        equations.Initial(theta, InitialThreshold);
        Spikes(equations, theta, LeastThreshold, Reset, (theta, theta + ThresholdStep));
    }
}
