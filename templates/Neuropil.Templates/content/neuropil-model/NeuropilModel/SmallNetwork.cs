namespace NeuropilModel;

/// <summary>Excitatory and inhibitory cells that adapt, in a network.</summary>
public static class SmallNetwork
{
    /// <summary>One of its cells.</summary>
    public static PointNeuron Cell { get; } = new()
    {
        Area = 20_000 * um2,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles()] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles(), new SlowPotassium()] },
            new Leak { Reversal = -60 * mV, Conductance = 0.05 * mS / cm2 },
        ],
        Inputs = [new ConstantCurrent { Amplitude = 0.4 * nA }],
    };

    /// <summary>The network, of which four in five cells excite the others.</summary>
    public static Network Create(int size = 400, ulong seed = 1)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", size, Cell) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
        var (excitatory, inhibitory) = (cells.Slice("E", ..(size * 4 / 5)), cells.Slice("I", (size * 4 / 5)..));
        network.Connect(excitatory, cells, new FixedProbability(0.1), new Exponential("excitation") { Decay = 5 * ms }, weight: 3 * nS);
        network.Connect(
            inhibitory, cells, new FixedProbability(0.1), new Exponential("inhibition") { Decay = 10 * ms, Reversal = -80 * mV }, weight: 30 * nS);
        return network;
    }
}
