using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What stands for the rest of the brain.</summary>
public enum MicrocircuitBackground
{
    /// <summary>Poisson spikes, as many for each cell as all of its external synapses would bring.</summary>
    Poisson,

    /// <summary>Their mean as a constant current.</summary>
    Constant,
}

/// <summary>The parameters of the cortical microcircuit, with the values of Potjans and Diesmann (2014, Cereb. Cortex 24:785), tables 4 and 5.</summary>
public sealed record MicrocircuitParameters
{
    /// <summary>The part of cells and of synapses per cell.</summary>
    [Option("part of the cells, and of the synapses of each; what is lost of the mean input is put back as a current", MoreThan = "0", AtMost = "1")]
    public double Scale { get; init; } = 0.1;

    /// <summary>The input from outside.</summary>
    [Option("input from outside: Poisson spikes, or their mean as a constant current")]
    public MicrocircuitBackground Background { get; init; }

    /// <summary>Whether the cells are left without synapses.</summary>
    [Option("leave the cells without synapses, with the input from outside alone")] public bool Unconnected { get; init; }

    /// <summary>Whether synapses are made again at each spike.</summary>
    [Option("hold no synapses in memory: make them again at each spike, with the same results")] public bool Regenerated { get; init; }

    /// <summary>Whether weights are rounded to 16 bits.</summary>
    [Option("round weights to 16 bits: half the memory of synapses")] public bool Coded { get; init; }

    /// <summary>The rate of each external synapse.</summary>
    [Option("rate of an external synapse", AtLeast = "0 Hz", Unit = "Hz")] public Frequency BackgroundRate { get; init; } = 8 * Hz;

    /// <summary>The peak of a postsynaptic potential, which fixes the weight.</summary>
    [Option("peak of an excitatory postsynaptic potential; from layer 4 to 2/3 it is twice that", AtLeast = "0 mV", Unit = "mV")]
    public Voltage Potential { get; init; } = 0.15 * mV;

    /// <summary>How much stronger inhibition is.</summary>
    [Option("how many times stronger an inhibitory synapse is", AtLeast = "0")] public double RelativeInhibition { get; init; } = 4;

    /// <summary>The spread of weights.</summary>
    [Option("standard deviation of weights, as a part of their mean", AtLeast = "0", AtMost = "1")] public double WeightDeviation { get; init; } = 0.1;

    /// <summary>The mean delay from excitatory cells.</summary>
    [Option("mean delay from excitatory cells", MoreThan = "0 ms", Unit = "ms")] public Time ExcitatoryDelay { get; init; } = 1.5 * ms;

    /// <summary>The mean delay from inhibitory cells.</summary>
    [Option("mean delay from inhibitory cells", MoreThan = "0 ms", Unit = "ms")] public Time InhibitoryDelay { get; init; } = 0.75 * ms;

    /// <summary>The spread of delays.</summary>
    [Option("standard deviation of delays, as a part of their mean; those below a time step are drawn again", AtLeast = "0", AtMost = "1")]
    public double DelayDeviation { get; init; } = 0.5;

    /// <summary>The time before statistics begin.</summary>
    [Option("time at the beginning that statistics leave out", AtLeast = "0 ms", Unit = "ms")] public Time Transient { get; init; } = 500 * ms;

    /// <summary>The time that statistics are of.</summary>
    [Option("simulated time after that", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 1000 * ms;

    /// <summary>The time step.</summary>
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;
}
