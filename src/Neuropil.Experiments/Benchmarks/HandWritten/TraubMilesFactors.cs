namespace Neuropil.Experiments.Benchmarks.HandWritten;

/// <summary>
/// The numbers of the hand-written kernels: the cell of Brette et al. (2007), benchmark 3, worked out on paper into the factors that a step
/// needs. Units: ms, mV, nS, pA, pF; rates in 1/ms.
/// </summary>
internal sealed record TraubMilesFactors
{
    /// <summary>The time step, ms.</summary>
    public required double TimeStep { get; init; }

    /// <summary>Capacitance, pF: 1 uF/cm2 on 20 000 um2.</summary>
    public double Capacitance { get; init; } = 200;

    /// <summary>Maximal sodium conductance, nS: 100 mS/cm2.</summary>
    public double Sodium { get; init; } = 20_000;

    /// <summary>Maximal potassium conductance, nS: 30 mS/cm2.</summary>
    public double Potassium { get; init; } = 6_000;

    /// <summary>Leak conductance, nS: 0.05 mS/cm2.</summary>
    public double Leak { get; init; } = 10;

    /// <summary>Reversal potentials, mV, of sodium.</summary>
    public double SodiumReversal { get; init; } = 50;

    /// <summary>Of potassium.</summary>
    public double PotassiumReversal { get; init; } = -90;

    /// <summary>Of the leak.</summary>
    public double LeakReversal { get; init; } = -60;

    /// <summary>Of excitation.</summary>
    public double ExcitationReversal { get; init; }

    /// <summary>Of inhibition.</summary>
    public double InhibitionReversal { get; init; } = -80;

    /// <summary>Decay time constant of excitation, ms.</summary>
    public double ExcitationDecay { get; init; } = 5;

    /// <summary>Decay time constant of inhibition, ms.</summary>
    public double InhibitionDecay { get; init; } = 10;

    /// <summary>Shift of the voltage axis, mV.</summary>
    public double Shift { get; init; } = -63;

    /// <summary>Spike threshold, mV.</summary>
    public double Threshold { get; init; } = -20;
}
