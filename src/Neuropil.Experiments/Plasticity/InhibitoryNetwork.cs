using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// The network of Vogels et al. (2011): four fifths of the cells are excitatory, all get the same current, and synapses from inhibitory to excitatory cells
/// learn, with a target of 3 Hz.
/// </summary>
internal sealed class InhibitoryNetwork
{
    /// <summary>A network that is not yet simulated.</summary>
    /// <param name="session">Whose seed it has.</param>
    /// <param name="count">The number of cells.</param>
    /// <param name="probability">The probability of a connection.</param>
    /// <param name="learningRate">eta over the largest weight of 100 nS.</param>
    public InhibitoryNetwork(Session session, int count, double probability, double learningRate)
    {
        Network = session.NewNetwork();
        Cells = Network.Add(new Population("cells", count, new LeakyIntegrateAndFire { RefractoryPeriod = 5 * ms, Inputs = [Stimulus] })
        {
            Initial = { ["V"] = Uniform(-60 * mV, -50 * mV) },
        });
        int excitatory = count * 4 / 5;
        (Excitatory, var inhibitory) = (Cells.Slice("E", ..excitatory), Cells.Slice("I", excitatory..));
        var wiring = new FixedProbability(probability);
        var excitation = new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV };
        var inhibition = new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV };
        Contacts = Network.Connect(Excitatory, Cells, wiring, excitation, 0.3 * nS, name: "excitatory");
        Network.Connect(inhibitory, inhibitory, wiring, inhibition, 3 * nS, name: "inhibitory to inhibitory");
        Network.Connect(inhibitory, Excitatory, wiring, inhibition, 1e-10 * nS, name: "inhibitory to excitatory",
            plasticity: new InhibitoryPlasticity<Conductance>("balance") { LargestWeight = 100 * nS, LearningRate = learningRate, TargetRate = 3 * Hz });
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>All cells.</summary>
    public Population Cells { get; }

    /// <summary>The excitatory ones.</summary>
    public PopulationSlice Excitatory { get; }

    /// <summary>The synapses of excitatory cells.</summary>
    public Projection<Conductance> Contacts { get; }

    /// <summary>The current that each cell gets.</summary>
    public ConstantCurrent Stimulus { get; } = new() { Amplitude = 200 * pA };
}
