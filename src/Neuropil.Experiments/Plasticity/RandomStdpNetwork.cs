using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A sparse random network whose excitatory synapses onto excitatory cells learn: four fifths of the cells are excitatory, each cell has synapses of
/// 0.1 mV from a tenth of them and of -0.8 mV from a tenth of the others, after 1.5 ms, and Poisson input of as many synapses as are excitatory at 25 Hz
/// (the network of Brunel 2000, J. Comput. Neurosci. 8, with the plasticity that Morrison, Aertsen and Diesmann 2007, Neural Comput. 19, brought into it, here
/// additive). With 10 000 cells it is the usual network to compare simulators by: 10 million synapses, 6.4 million of which learn, 15 Hz.
/// </summary>
/// <param name="Cells">The number of cells, a multiple of 50.</param>
internal sealed record RandomStdpNetwork(int Cells)
{
    /// <summary>The time step.</summary>
    public static readonly Time TimeStep = 0.1 * ms;

    /// <summary>The delay of all synapses.</summary>
    public static readonly Time Delay = 1.5 * ms;

    private static readonly Voltage weight = 0.1 * mV;
    private static readonly Voltage largest = 0.2 * mV;
    private static readonly Voltage threshold = 20 * mV, reset = 10 * mV;
    private static readonly Time membrane = 20 * ms, refractory = 2 * ms;

    /// <summary>A+, what a pair at no distance adds, as a part of the largest weight.</summary>
    public double Potentiation { get; init; } = 0.005;

    /// <summary>alpha, depression over potentiation.</summary>
    public double Asymmetry { get; init; } = 1.05;

    /// <summary>Synapses of which the weights change, or would.</summary>
    public long PlasticSynapses => (long)Excitatory * ExcitatoryInDegree;

    /// <summary>How many cells are excitatory.</summary>
    public int Excitatory => Cells / 5 * 4;

    /// <summary>The largest weight of a synapse that learns: twice that at the start.</summary>
    public Voltage LargestWeight => Strength * largest;

    private int ExcitatoryInDegree => Excitatory / 10;

    // The drive of a smaller network is the same: fewer synapses, from outside too, are as much stronger.
    private double Strength => 800.0 / ExcitatoryInDegree;

    /// <summary>Pairs of spikes move weights, whatever the weight is.</summary>
    public Plasticity PairRule => new SpikeTimingPlasticity<Voltage>("pairs")
    {
        LargestWeight = LargestWeight, Potentiation = Potentiation, Depression = Asymmetry * Potentiation,
    };

    /// <summary>The triplet rule with all four amplitudes, so that all four traces are read.</summary>
    public Plasticity TripletRule => new TripletPlasticity<Voltage>("triplets")
    {
        LargestWeight = LargestWeight, PairPotentiation = 0.0025, TripletPotentiation = 0.0015, PairDepression = 0.0021, TripletDepression = 0.0005,
    };

    /// <summary>
    /// A cell of the network whose weights stay as theory sees it: in white noise that is independent of that of others, at the rate which keeps itself
    /// (Brunel 2000, section 3). All cells have the same inputs.
    /// </summary>
    public DiffusionNeuron MeanField()
    {
        double e = ExcitatoryInDegree, i = ExcitatoryInDegree / 4, outside = e * (25 * Hz) * membrane;
        Voltage up = Strength * weight, down = -8 * up;
        var cell = new DiffusionNeuron
        {
            MembraneTimeConstant = membrane, Threshold = threshold, Reset = reset, RefractoryPeriod = refractory, Mean = outside * up,
            Noise = Math.Sqrt(outside) * up,
        };
        var field = new DiffusionNetwork([cell, cell], new[,] { { e, i }, { e, i } }, new[,] { { up, down }, { up, down } });
        return field.CellAt(0, field.Rates());
    }

    /// <summary>The network under a rule; null for weights that stay. The first projection is that of the synapses that learn.</summary>
    public (Network Network, Population Cells) Build(Plasticity? rule, ulong seed = 1)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", Cells, new LeakyIntegrateAndFire
        {
            Capacitance = (Capacitance)(membrane * (10 * nS)), LeakConductance = 10 * nS, LeakReversal = 0 * mV, Threshold = threshold, Reset = reset,
            RefractoryPeriod = refractory,
        })
        { Initial = { ["V"] = Uniform(0 * mV, threshold) } });
        var kick = new Delta("kick");
        var (excitatory, inhibitory) = (cells.Slice("E", ..Excitatory), cells.Slice("I", Excitatory..));
        FixedInDegree From(int count) => new(count) { WithRepetition = true };
        network.Connect(excitatory, excitatory, From(ExcitatoryInDegree), kick, Strength * weight, Delay, plasticity: rule);
        network.Connect(excitatory, inhibitory, From(ExcitatoryInDegree), kick, Strength * weight, Delay);
        network.Connect(inhibitory, cells, From(ExcitatoryInDegree / 4), kick, -8 * Strength * weight, Delay);
        network.Add(new PoissonInput<Voltage>
        {
            Name = "outside", Target = cells, Receptor = kick, Rate = ExcitatoryInDegree * (25 * Hz), Weight = Strength * weight,
        });
        return (network, cells);
    }
}
