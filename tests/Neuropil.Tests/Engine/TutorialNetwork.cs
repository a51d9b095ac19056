using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// The tutorial's network as its code runs: threshold 0 mV, gates at zero, leak 5 nS/cm2, 80 targets of every cell drawn with repetition. The exact
/// form takes wiring and initial voltages from xoshiro256**, so that two independent programs gave the identical list of spikes.
/// </summary>
internal static class TutorialNetwork
{
    public const int Cells = 4000;
    public const int Excitatory = 3200;
    private const int Targets = 80;

    public static PointNeuron Cell(Voltage threshold) => new()
    {
        Threshold = threshold,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles()] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles()] },
            new Leak { Reversal = -60 * mV, Conductance = 5 * nS / cm2 },
        ],
    };

    public static Network Exact(ulong seed)
    {
        var random = new Xoshiro256(seed);
        var excitatory = new List<(int, int)>();
        var inhibitory = new List<(int, int)>();
        for (int source = 0; source < Cells; source++)
        {
            for (int contact = 0; contact < Targets; contact++)
            {
                int target = (int)(random.Next() % Cells);
                (source < Excitatory ? excitatory : inhibitory).Add((source < Excitatory ? source : source - Excitatory, target));
            }
        }

        var initial = new Voltage[Cells];
        for (int cell = 0; cell < Cells; cell++)
        {
            initial[cell] = (-70 + (10 * ((random.Next() >> 11) * Math.Pow(2, -53)))) * mV;
        }

        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, Cell(0 * mV))
        {
            Initial = { ["V"] = initial, ["m"] = 0, ["h"] = 0, ["n"] = 0 },
        });
        network.Connect(cells.Slice("E", ..Excitatory), cells, new ExplicitPairs(excitatory), Excitation(), 6 * nS);
        network.Connect(cells.Slice("I", Excitatory..), cells, new ExplicitPairs(inhibitory), Inhibition(), 67 * nS);
        return network;
    }

    public static Exponential Excitation() => new("excitation") { Decay = 5 * ms, Reversal = 0 * mV };

    public static Exponential Inhibition() => new("inhibition") { Decay = 10 * ms, Reversal = -80 * mV };

    public static SpikeTrains Run(Network network, Time duration, RunOptions? options = null)
    {
        using var run = new Simulation(network, options);
        var spikes = run.Record(network.Populations[0].Spikes);
        run.Advance(duration);
        return spikes.Trains();
    }
}
