using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="NoisyNeuronExperiment"/>.</summary>
internal sealed record NoisyNeuronParameters
{
    [Option("membrane time constant", MoreThan = "0 ms", Unit = "ms")] public Time MembraneTimeConstant { get; init; } = 10 * ms;
    [Option("refractory period", AtLeast = "0 ms", Unit = "ms")] public Time RefractoryPeriod { get; init; } = 2 * ms;
    [Option("threshold above rest", Unit = "mV")] public Voltage Threshold { get; init; } = 15 * mV;
    [Option("value after a spike", Unit = "mV")] public Voltage Reset { get; init; } = 0 * mV;

    [Option("strength of the noise, sigma in tau dV = (mean - V) dt + sigma sqrt(tau) dW", MoreThan = "0 mV", Unit = "mV")]
    public Voltage Noise { get; init; } = 1.224744871391589 * mV;

    [Option("mean input of the cell whose response is measured", Unit = "mV")] public Voltage Mean { get; init; } = 15 * mV;

    [Option("mean inputs of the f-I curve", Unit = "mV")]
    public IReadOnlyList<Voltage> Means { get; init; } = [11 * mV, 12 * mV, 12.5 * mV, 13 * mV, 14 * mV, 15 * mV, 16 * mV, 18 * mV, 20 * mV];

    [Option("frequencies of the modulation", MoreThan = "0 Hz", Unit = "Hz")]
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [1 * Hz, 10 * Hz, 20 * Hz, 30 * Hz, 50 * Hz, 100 * Hz, 200 * Hz, 500 * Hz];

    [Option("amplitude of the modulation of the mean", MoreThan = "0 mV", Unit = "mV")] public Voltage Amplitude { get; init; } = 0.25 * mV;
    [Option("cells at each mean and at each frequency", AtLeast = "1")] public int Cells { get; init; } = 1000;
    [Option("measured time", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 4000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;

    /// <summary>The cell as theory sees it, with the given mean.</summary>
    public DiffusionNeuron Neuron(Voltage mean) => new()
    {
        MembraneTimeConstant = MembraneTimeConstant, RefractoryPeriod = RefractoryPeriod, Threshold = Threshold, Reset = Reset,
        Mean = mean, Noise = Noise,
    };

    /// <summary>The same where V is known at the points of the grid only.</summary>
    public DiffusionNeuron OnGrid(Voltage mean) => Neuron(mean).OnGrid(TimeStep);
}
