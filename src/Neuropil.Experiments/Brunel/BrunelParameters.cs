using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>How the cells outside the network reach those in it.</summary>
internal enum BrunelDrive
{
    Poisson, // a Poisson count of spikes in each step of each cell
    Diffusion, // a normal number of the same mean and variance
}

/// <summary>The parameters of the sparse network of Brunel (2000), with the values of its figure 8C.</summary>
internal sealed record BrunelParameters
{
    // What the cells start from is forgotten after some membrane time constants.
    public static readonly Time Settling = 200 * ms;

    [Option("excitatory cells", Name = "exc", AtLeast = "1")] public int Excitatory { get; init; } = 10_000;
    [Option("inhibitory cells", Name = "inh", AtLeast = "1")] public int Inhibitory { get; init; } = 2500;

    [Option("synapses of a cell from each population, as a fraction of its cells; drawn without repetition", AtLeast = "0", AtMost = "1")]
    public double ConnectionProbability { get; init; } = 0.1;

    [Option("J, by how much a spike of an excitatory cell moves V", MoreThan = "0 mV", Unit = "mV")] public Voltage Weight { get; init; } = 0.1 * mV;
    [Option("g, how many times as much one of an inhibitory cell moves it, downward", AtLeast = "0")] public double InhibitoryRatio { get; init; } = 5;

    [Option("eta, the rate of the input over the one that brings the mean of V to the threshold without recurrence", AtLeast = "0")]
    public double ExternalRatio { get; init; } = 2;

    [Option("poisson: a count of spikes for each cell and step; diffusion: a normal number of the same moments")] public BrunelDrive Drive { get; init; }
    [Option("D, the delay of all synapses", AtLeast = "0 ms", Unit = "ms")] public Time Delay { get; init; } = 1.5 * ms;
    [Option("membrane time constant", MoreThan = "0 ms", Unit = "ms")] public Time MembraneTimeConstant { get; init; } = 20 * ms;
    [Option("threshold above rest", Unit = "mV")] public Voltage Threshold { get; init; } = 20 * mV;
    [Option("value after a spike", Unit = "mV")] public Voltage Reset { get; init; } = 10 * mV;
    [Option("refractory period", AtLeast = "0 ms", Unit = "ms")] public Time RefractoryPeriod { get; init; } = 2 * ms;
    [Option("measured time, after 200 ms", MoreThan = "0 ms", Unit = "ms")] public Time Duration { get; init; } = 1000 * ms;
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")] public Time TimeStep { get; init; } = 0.1 * ms;

    /// <summary>Excitatory synapses of a cell, and as many from outside.</summary>
    public int ExcitatoryInDegree => (int)Math.Round(ConnectionProbability * Excitatory);

    /// <summary>Inhibitory synapses of a cell.</summary>
    public int InhibitoryInDegree => (int)Math.Round(ConnectionProbability * Inhibitory);

    /// <summary>The rate of all spikes that a cell receives from outside: eta theta / (J tau).</summary>
    public Frequency ExternalRate => (Frequency)(ExternalRatio * (Threshold / Weight) / MembraneTimeConstant);

    /// <summary>The described network.</summary>
    public (Network Network, Population Cells) Build(ulong seed)
    {
        var network = new Network { Seed = seed };
        var leak = 10 * nS;
        var cells = network.Add(new Population("cells", Excitatory + Inhibitory, new LeakyIntegrateAndFire
        {
            Capacitance = (Capacitance)(MembraneTimeConstant * leak), LeakConductance = leak, LeakReversal = 0 * mV, Threshold = Threshold, Reset = Reset,
            RefractoryPeriod = RefractoryPeriod,
        })
        { Initial = { ["V"] = Distributions.Uniform(0 * mV, Threshold) } });
        var kick = new Delta("kick");
        FixedInDegree From(int count) => new(count) { WithRepetition = false, SelfConnections = false };
        network.Connect(cells.Slice("E", ..Excitatory), cells, From(ExcitatoryInDegree), kick, Weight, Delay);
        network.Connect(cells.Slice("I", Excitatory..), cells, From(InhibitoryInDegree), kick, -InhibitoryRatio * Weight, Delay);
        network.Add(new PoissonInput<Voltage>
        {
            Name = "outside", Target = cells, Receptor = kick, Rate = ExternalRate, Weight = Weight, IsDiffusion = Drive == BrunelDrive.Diffusion,
        });
        return (network, cells);
    }
}
