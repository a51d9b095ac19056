using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Benchmarks;

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

    /// <summary>Synapses of which the weights change, or would.</summary>
    public long PlasticSynapses => (long)Excitatory * ExcitatoryInDegree;

    private int Excitatory => Cells / 5 * 4;

    private int ExcitatoryInDegree => Excitatory / 10;

    // The drive of a smaller network is the same: fewer synapses, from outside too, are as much stronger.
    private double Strength => 800.0 / ExcitatoryInDegree;

    /// <summary>Pairs of spikes move weights by .005 of the largest, down by 1.05 times as much.</summary>
    public Plasticity PairRule => new SpikeTimingPlasticity<Voltage>("pairs")
    {
        LargestWeight = Strength * largest, Potentiation = 0.005, Depression = 1.05 * 0.005,
    };

    /// <summary>The triplet rule with all four amplitudes, so that all four traces are read.</summary>
    public Plasticity TripletRule => new TripletPlasticity<Voltage>("triplets")
    {
        LargestWeight = Strength * largest, PairPotentiation = 0.0025, TripletPotentiation = 0.0015, PairDepression = 0.0021, TripletDepression = 0.0005,
    };

    /// <summary>The network under a rule; null for weights that stay.</summary>
    public (Network Network, Population Cells) Build(Plasticity? rule)
    {
        var network = new Network { Seed = 1 };
        var cells = network.Add(new Population("cells", Cells, new LeakyIntegrateAndFire
        {
            Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = 0 * mV, Threshold = 20 * mV, Reset = 10 * mV, RefractoryPeriod = 2 * ms,
        })
        { Initial = { ["V"] = Uniform(0 * mV, 20 * mV) } });
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
