using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The E-I network of the tutorial: one population of Hodgkin-Huxley cells (Traub and Miles 1991), excitatory first, then inhibitory.</summary>
internal static class EiNetworkModel
{
    public const string Excitation = "excitation";
    public const string Inhibition = "inhibition";

    /// <summary>The described network.</summary>
    public static (Network Network, Population Cells, PopulationSlice Excitatory, PopulationSlice Inhibitory) Build(EiNetworkParameters p, ulong seed)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", p.Excitatory + p.Inhibitory, Cell(p)) { Initial = Initial(p) });
        var excitatory = cells.Slice("E", ..p.Excitatory);
        var inhibitory = cells.Slice("I", p.Excitatory..);
        network.Connect(
            excitatory, cells, Rule(p, cells.Size), new Exponential(Excitation) { Decay = p.ExcitatoryDecay, Reversal = p.ExcitatoryReversal }, p.ExcitatoryWeight, p.Delay);
        network.Connect(
            inhibitory, cells, Rule(p, cells.Size), new Exponential(Inhibition) { Decay = p.InhibitoryDecay, Reversal = p.InhibitoryReversal }, p.InhibitoryWeight, p.Delay);
        return (network, cells, excitatory, inhibitory);
    }

    public static PointNeuron Cell(EiNetworkParameters p) => new()
    {
        Area = p.Area,
        Capacitance = p.Capacitance,
        Threshold = p.Threshold,
        RefractoryPeriod = p.Refractory > 0 * ms ? p.Refractory : null,
        SpikesWhileAbove = p.SpikesWhileAbove,
        Mechanisms =
        [
            new Sodium { Reversal = p.SodiumReversal, Channels = [new SodiumTraubMiles { Conductance = p.SodiumConductance, Shift = p.Shift }] },
            new Potassium { Reversal = p.PotassiumReversal, Channels = [new PotassiumTraubMiles { Conductance = p.PotassiumConductance, Shift = p.Shift }] },
            new Leak { Reversal = p.LeakReversal, Conductance = p.Leak },
        ],
    };

    /// <summary>Reads the texts among the parameters.</summary>
    /// <exception cref="UserErrorException">One cannot be read; the message names it.</exception>
    public static Dictionary<string, Parameter> Initial(EiNetworkParameters p)
    {
        var initial = new Dictionary<string, Parameter>(StringComparer.Ordinal)
        {
            ["V"] = Read<Voltage>("initial-voltage", p.InitialVoltage),
            [$"{Excitation}.g"] = Read<Conductance>("initial-excitation", p.InitialExcitation),
            [$"{Inhibition}.g"] = Read<Conductance>("initial-inhibition", p.InitialInhibition),
        };
        if (p.InitialGates == InitialGates.Zero)
        {
            initial["m"] = 0;
            initial["h"] = 0;
            initial["n"] = 0;
        }

        return initial;
    }

    private static ConnectionRule Rule(EiNetworkParameters p, int targets) => p.Wiring == EiWiring.Bernoulli
        ? new FixedProbability(p.ConnectionProbability)
        : new FixedOutDegree((int)(targets * p.ConnectionProbability));

    private static Parameter<T> Read<T>(string option, string text)
        where T : struct, IQuantity<T>
    {
        try
        {
            return Parameter<T>.Parse(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new UserErrorException($"--{option}: {error.Message}", error);
        }
    }
}
