using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>
/// A balanced network of integrate-and-fire cells whose common drive fluctuates: 1600 excitatory and 400 inhibitory cells, a tenth of all pairs connected,
/// currents of 2 ms (excitation) and 4 ms (inhibition). Each cell has spikes of its own from outside whose rate all cells share.
/// </summary>
internal sealed class FollowingNetwork
{
    /// <summary>Excitatory cells.</summary>
    public const int Excitatory = 1600;

    /// <summary>Inhibitory cells.</summary>
    public const int Inhibitory = 400;

    /// <summary>The probability of a connection.</summary>
    public const double Probability = 0.1;

    private static readonly Current excitatoryWeight = 30 * pA;
    private static readonly Current inhibitoryWeight = 90 * pA;

    private static readonly LeakyIntegrateAndFire cell = new()
    {
        Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -65 * mV, Threshold = -50 * mV, Reset = -60 * mV, RefractoryPeriod = 2 * ms,
    };

    private readonly PopulationSlice excitatory;
    private readonly PopulationSlice inhibitory;
    private readonly Number[] modulation;

    /// <summary>A network that is not yet simulated.</summary>
    /// <param name="delay">The delay of inhibition onto excitatory cells; all other synapses have 1 ms.</param>
    /// <param name="modulation">The common factor on the rate from outside, a value each ms.</param>
    /// <param name="session">Whose seed it has.</param>
    public FollowingNetwork(Time delay, IReadOnlyList<double> modulation, Session session)
    {
        this.modulation = [.. modulation.Select(value => (Number)value)];
        Network = session.NewNetwork();
        Cells = Network.Add(new Population("cells", Excitatory + Inhibitory, cell) { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        (excitatory, inhibitory) = (Cells.Slice("E", ..Excitatory), Cells.Slice("I", Excitatory..));
        var wiring = new FixedProbability(Probability);
        Network.Connect(excitatory, Cells, wiring, Excitation, excitatoryWeight, 1 * ms, "excitation");
        Network.Connect(inhibitory, excitatory, wiring, Inhibition, -1 * inhibitoryWeight, delay, "inhibition of excitation");
        Network.Connect(inhibitory, inhibitory, wiring, Inhibition, -1 * inhibitoryWeight, 1 * ms, "inhibition of inhibition");
        AddDrive(Cells);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>All cells, the excitatory ones first.</summary>
    public Population Cells { get; }

    /// <summary>The receptor of excitation.</summary>
    public static ExponentialCurrent Excitation => new("excitation") { Decay = 2 * ms };

    /// <summary>The receptor of inhibition.</summary>
    public static ExponentialCurrent Inhibition => new("inhibition") { Decay = 4 * ms };

    /// <summary>
    /// Adds cells that receive as excitatory cells do and send nothing; inhibition reaches them after a delay of their own.
    /// </summary>
    public Population AddListeners(string name, int count, Time inhibitionAfter)
    {
        var listeners = Listeners(name, count);
        Network.Connect(inhibitory, listeners, new FixedProbability(Probability), Inhibition, -1 * inhibitoryWeight, inhibitionAfter, $"inhibition of {name}");
        return listeners;
    }

    /// <summary>
    /// Adds such cells with inhibition at a rate that does not follow: that of as many inhibitory cells which fire at the given rate whatever happens.
    /// </summary>
    public Population AddStatic(string name, int count, Frequency rateOfEach)
    {
        var listeners = Listeners(name, count);
        Network.Add(new PoissonInput<Current>
        {
            Name = "unmoved", Target = listeners, Receptor = Inhibition, Rate = Probability * Inhibitory * rateOfEach, Weight = -1 * inhibitoryWeight,
        });
        return listeners;
    }

    private Population Listeners(string name, int count)
    {
        var listeners = Network.Add(new Population(name, count, cell) { Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) } });
        Network.Connect(excitatory, listeners, new FixedProbability(Probability), Excitation, excitatoryWeight, 1 * ms, $"excitation of {name}");
        AddDrive(listeners);
        return listeners;
    }

    private void AddDrive(Population target) => Network.Add(new PoissonInput<Current>
    {
        Name = "outside", Target = target, Receptor = Excitation, Rate = 5 * kHz, Weight = excitatoryWeight,
        Modulation = Functions.Samples<Number>(modulation, 1 * ms, Symbol.Time),
    });
}
