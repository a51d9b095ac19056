using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Who connects to whom in the E-I network.</summary>
internal enum EiWiring
{
    FixedOutDegree, // int(N p) targets for every cell, drawn with repetition, itself included, as the tutorial's EventFixedProb draws them
    Bernoulli, // each ordered pair with probability p, independently
}

/// <summary>Where gates start.</summary>
internal enum InitialGates
{
    Steady, // at their steady state for the initial voltage
    Zero,
}

/// <summary>The parameters of the E-I network of Hodgkin-Huxley cells, with the tutorial's printed values.</summary>
internal sealed record EiNetworkParameters
{
    [Option("excitatory cells", Name = "exc", AtLeast = "1")] public int Excitatory { get; init; } = 3200;
    [Option("inhibitory cells", Name = "inh", AtLeast = "1")] public int Inhibitory { get; init; } = 800;
    [Option("probability of a connection from one cell to another", AtLeast = "0", AtMost = "1")] public double ConnectionProbability { get; init; } = 0.02;

    [Option("fixed-out-degree: int(N p) targets of every cell, drawn with repetition; bernoulli: independent pairs")]
    public EiWiring Wiring { get; init; }

    [Option("conductance that a spike opens at an excitatory synapse", AtLeast = "0 nS", Unit = "nS")]
    public Conductance ExcitatoryWeight { get; init; } = 6 * nS;

    [Option("conductance that a spike opens at an inhibitory synapse", AtLeast = "0 nS", Unit = "nS")]
    public Conductance InhibitoryWeight { get; init; } = 67 * nS;

    [Option("decay time constant of excitation", MoreThan = "0 ms", Unit = "ms")] public Time ExcitatoryDecay { get; init; } = 5 * ms;
    [Option("decay time constant of inhibition", MoreThan = "0 ms", Unit = "ms")] public Time InhibitoryDecay { get; init; } = 10 * ms;
    [Option("reversal potential of excitation")] public Voltage ExcitatoryReversal { get; init; } = 0 * mV;
    [Option("reversal potential of inhibition")] public Voltage InhibitoryReversal { get; init; } = -80 * mV;
    [Option("delay from a spike to its arrival", AtLeast = "0 ms", Unit = "ms")] public Time Delay { get; init; } = 0 * ms;
    [Option("membrane area", MoreThan = "0 um^2", Unit = "um^2")] public Area Area { get; init; } = 20_000 * um2;
    [Option("membrane capacitance per area", MoreThan = "0 uF/cm^2", Unit = "uF/cm^2")] public CapacitanceDensity Capacitance { get; init; } = 1 * uF / cm2;

    [Option("maximal sodium conductance per area", AtLeast = "0 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity SodiumConductance { get; init; } = 100 * mS / cm2;

    [Option("sodium reversal potential")] public Voltage SodiumReversal { get; init; } = 50 * mV;

    [Option("maximal potassium conductance per area", AtLeast = "0 mS/cm^2", Unit = "mS/cm^2")]
    public ConductanceDensity PotassiumConductance { get; init; } = 30 * mS / cm2;

    [Option("potassium reversal potential")] public Voltage PotassiumReversal { get; init; } = -90 * mV;
    [Option("shift of the voltage axis of the gates")] public Voltage Shift { get; init; } = -63 * mV;

    [Option("leak conductance per area; 5 nS/cm^2 as printed, where the benchmark it copies has 0.05 mS/cm^2", AtLeast = "0 nS/cm^2")]
    public ConductanceDensity Leak { get; init; } = 5 * nS / cm2;

    [Option("leak reversal potential")] public Voltage LeakReversal { get; init; } = -60 * mV;
    [Option("a spike is counted when V crosses this from below")] public Voltage Threshold { get; init; } = -20 * mV;

    [Option("for how long after a spike no other is counted (the membrane is not held)", AtLeast = "0 ms", Unit = "ms")]
    public Time RefractoryPeriod { get; init; } = 0 * ms;

    [Option("a cell that stays above the threshold spikes again after each refractory period, as in Brian2")]
    public bool SpikesWhileAbove { get; init; }

    [Option("initial membrane potential: a value or a distribution")] public string InitialVoltage { get; init; } = "uniform(-70 mV, -60 mV)";

    [Option("where gates start: at their steady state, or at zero")] public InitialGates InitialGates { get; init; }

    [Option("initial excitatory conductance: a value or a distribution")] public string InitialExcitation { get; init; } = "0 nS";
    [Option("initial inhibitory conductance: a value or a distribution")] public string InitialInhibition { get; init; } = "0 nS";
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
    [Option("simulated time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 100 * ms;
    [Option("integration method of the cells")] public string Method { get; init; } = "exponential-euler";
    [Option("number of runs with successive seeds; figures are of the first, checks of their mean", AtLeast = "1")] public int Repeats { get; init; } = 1;
}
