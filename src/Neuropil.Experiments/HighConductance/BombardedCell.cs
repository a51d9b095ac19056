using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The cell of Destexhe, Rudolph, Fellous and Sejnowski (2001) under its two fluctuating conductances times a factor, without spikes: what its membrane does in
/// theory.
/// </summary>
/// <param name="Factor">The factor on means and standard deviations of both conductances; 0 is the quiet cell.</param>
/// <param name="Ratio">The mean of excitation over that of inhibition.</param>
/// <param name="Leak">The leak's reversal potential, mV.</param>
internal sealed record BombardedCell(double Factor, double Ratio = BombardedCell.PaperRatio, double Leak = -80)
{
    /// <summary>The paper's ratio of mean conductances.</summary>
    public const double PaperRatio = ExcitatoryMean / InhibitoryMean;

    private const double ExcitatoryMean = 12.1; // nS
    private const double InhibitoryMean = 57.3;
    private const double ExcitatoryDeviation = 3.0;
    private const double InhibitoryDeviation = 6.6;
    private const double ExcitatoryTime = 2.728; // ms
    private const double InhibitoryTime = 10.49;
    private const double LeakConductance = 15.655; // nS
    private const double Capacitance = 346.36; // pF
    private const double InhibitoryReversal = -75; // mV; excitation's is 0

    /// <summary>The mean total conductance over the leak's.</summary>
    public double ConductanceRatio => Total / LeakConductance;

    /// <summary>C over the mean total conductance, ms.</summary>
    public double TimeConstant => Capacitance / Total;

    /// <summary>The potential at which the mean currents cancel, mV.</summary>
    public double Equilibrium => ((LeakConductance * Leak) + (Factor * InhibitoryMean * InhibitoryReversal)) / Total;

    /// <summary>The mean potential, mV: where a conductance is high V has just moved its way, so that the mean of their product is not the product of
    /// means.</summary>
    public double Mean => Equilibrium
        - (Correction(ExcitatoryDeviation * Ratio / PaperRatio, ExcitatoryTime, 0) + Correction(InhibitoryDeviation, InhibitoryTime, InhibitoryReversal));

    private double Total => LeakConductance + (Factor * InhibitoryMean * (1 + Ratio));

    /// <summary>The cell as a model; it never fires.</summary>
    public PointConductanceNeuron Model(params InjectedCurrent[] inputs) => new()
    {
        LeakReversal = Leak * mV, Threshold = 1 * volt, Inputs = inputs,
        ExcitatoryMean = Factor * Ratio * InhibitoryMean * nS, ExcitatoryStandardDeviation = Factor * ExcitatoryDeviation * Ratio / PaperRatio * nS,
        InhibitoryMean = Factor * InhibitoryMean * nS, InhibitoryStandardDeviation = Factor * InhibitoryDeviation * nS,
        InitialVoltage = Equilibrium * mV,
    };

    // The mean of dg dV over G to the second order: (E - V) var(g)/G² tau_g/(tau_g + tau).
    private double Correction(double deviation, double time, double reversal)
        => (reversal - Equilibrium) * Math.Pow(Factor * deviation / Total, 2) * time / (time + TimeConstant);
}
