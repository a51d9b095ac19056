using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="DendriticIntegrationExperiment"/>.</summary>
internal sealed record DendriticIntegrationParameters
{
    [Option("conductance between the compartments of the passive cell, per area of the cell", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity Coupling { get; init; } = 0.05 * mS / cm2;

    [Option("couplings over which the passive cell is measured besides", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> Couplings { get; init; }
        = [0.005 * mS / cm2, 0.01 * mS / cm2, 0.02 * mS / cm2, 0.1 * mS / cm2, 0.2 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2];

    [Option("current step into the passive cell, and the peak of its synaptic current", MoreThan = "0 pA", Unit = "pA")]
    public Current StepCurrent { get; init; } = 100 * pA;

    [Option("duration of the current step", MoreThan = "10 ms", Unit = "ms")] public Time StepDuration { get; init; } = 200 * ms;

    [Option("conductances of a synapse in the measurement of summation", MoreThan = "0 nS", Unit = "nS")]
    public IReadOnlyList<Conductance> SynapticConductances { get; init; } = [0.2 * nS, 0.5 * nS, 1 * nS, 2 * nS, 5 * nS, 10 * nS, 20 * nS];

    [Option("decay time constant of all synapses", MoreThan = "0 ms", Unit = "ms")] public Time SynapticDecay { get; init; } = 5 * ms;

    [Option("current into the soma of the active cell at all times, per area of the cell: without one it bursts by itself", Unit = "uA/cm^2")]
    public CurrentDensity HoldingCurrent { get; init; } = -0.5 * uA / cm2;

    [Option("conductances of the synapse on the dendrite of the active cell", MoreThan = "0 nS", Unit = "nS")]
    public IReadOnlyList<Conductance> DendriticConductances { get; init; }
        = [1 * nS, 2 * nS, 5 * nS, 10 * nS, 20 * nS, 40 * nS, 60 * nS, 80 * nS, 95 * nS, 125 * nS, 160 * nS, 200 * nS, 300 * nS, 400 * nS];

    [Option("a response of the dendrite that exceeds this is a spike", Unit = "mV")]
    public Voltage DendriticSpikeLevel { get; init; } = -20 * mV;

    [Option("relative precision to which thresholds are bisected", MoreThan = "1e-9", AtMost = "0.01")]
    public double ThresholdPrecision { get; init; } = 1e-4;

    [Option("couplings over which back-propagation is measured", MoreThan = "0 mS/cm^2", Unit = "mS/cm^2")]
    public IReadOnlyList<ConductanceDensity> ActiveCouplings { get; init; }
        = [0.1 * mS / cm2, 0.2 * mS / cm2, 0.5 * mS / cm2, 1 * mS / cm2, 1.5 * mS / cm2, 2.1 * mS / cm2, 3 * mS / cm2, 5 * mS / cm2, 10 * mS / cm2];

    [Option("current into the soma that elicits a spike", MoreThan = "0 nA", Unit = "nA")]
    public Current SomaticPulse { get; init; } = 4 * nA;

    [Option("duration of that current", MoreThan = "0 ms", AtMost = "20 ms", Unit = "ms")]
    public Time SomaticPulseDuration { get; init; } = 3 * ms;

    [Option("time step", Name = "dt", MoreThan = "0 ms", AtMost = "0.1 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.01 * ms;

    /// <summary>What holds the active cell at rest.</summary>
    internal ConstantCurrent Holding => new() { Amplitude = Current.FromSi(HoldingCurrent.SiValue * new PinskyRinzel().Area.UniformSi) };

    /// <summary>When all inputs begin: 20 ms, to the nearest step.</summary>
    internal Time Onset => Math.Round(20 * ms / TimeStep) * TimeStep;
}
