using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The E-I network of the tutorial: one population of Hodgkin-Huxley cells (Traub and Miles 1991), excitatory first, then inhibitory.</summary>
internal static class EiNetworkModel
{
    /// <summary>The described network.</summary>
    /// <exception cref="UserErrorException">A text among the parameters cannot be read; the message names it.</exception>
    public static (Network Network, Population Cells, PopulationSlice Excitatory, PopulationSlice Inhibitory) Build(EiNetworkParameters p, ulong seed)
    {
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", p.Excitatory + p.Inhibitory, Cell(p)) { Initial = Initial(p) });
        var (excitatory, inhibitory) = (cells.Slice("E", ..p.Excitatory), cells.Slice("I", p.Excitatory..));
        ConnectionRule rule = p.Wiring == EiWiring.Bernoulli
            ? new FixedProbability(p.ConnectionProbability)
            : new FixedOutDegree((int)(cells.Size * p.ConnectionProbability)) { WithRepetition = true };
        var excitation = new Exponential("excitation") { Decay = p.ExcitatoryDecay, Reversal = p.ExcitatoryReversal };
        var inhibition = new Exponential("inhibition") { Decay = p.InhibitoryDecay, Reversal = p.InhibitoryReversal };
        network.Connect(excitatory, cells, rule, excitation, p.ExcitatoryWeight, p.Delay);
        network.Connect(inhibitory, cells, rule, inhibition, p.InhibitoryWeight, p.Delay);
        return (network, cells, excitatory, inhibitory);
    }

    private static PointNeuron Cell(EiNetworkParameters p) => new()
    {
        Area = p.Area, Capacitance = p.Capacitance, Threshold = p.Threshold, RefractoryPeriod = p.RefractoryPeriod > 0 * ms ? p.RefractoryPeriod : null,
        SpikesWhileAbove = p.SpikesWhileAbove,
        Mechanisms =
        [
            new Sodium { Reversal = p.SodiumReversal, Channels = [new SodiumTraubMiles { Conductance = p.SodiumConductance, Shift = p.Shift }] },
            new Potassium { Reversal = p.PotassiumReversal, Channels = [new PotassiumTraubMiles { Conductance = p.PotassiumConductance, Shift = p.Shift }] },
            new Leak { Reversal = p.LeakReversal, Conductance = p.Leak },
        ],
    };

    private static Dictionary<string, Parameter> Initial(EiNetworkParameters p)
    {
        var gates = p.InitialGates == InitialGates.Zero ? new[] { "m", "h", "n" } : [];
        return new Dictionary<string, Parameter>(gates.Select(gate => KeyValuePair.Create<string, Parameter>(gate, 0)), StringComparer.Ordinal)
        {
            ["V"] = OptionText.Distribution<Voltage>("initial-voltage", p.InitialVoltage),
            ["excitation.g"] = OptionText.Distribution<Conductance>("initial-excitation", p.InitialExcitation),
            ["inhibition.g"] = OptionText.Distribution<Conductance>("initial-inhibition", p.InitialInhibition),
        };
    }
}
