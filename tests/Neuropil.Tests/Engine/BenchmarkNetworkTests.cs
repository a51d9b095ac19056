using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// Benchmark 3 of Brette et al. (2007) with connections and initial values that other programs were given too, by
/// tests/references/networks/cobahh_same_network.py: Brian2 and a plain loop in C++ have the identical list of spikes.
/// </summary>
public class BenchmarkNetworkTests
{
    private const int Cells = 4000;
    private const int Excitatory = 3200;

    // Both hashes are of Brian2 2.5.1 and of cobahh_steps.cpp (exponential, delay 0, above).
    [Theory]
    [InlineData(1, 14_746, "643440370205446956639d82fe16000089533aad7241f6d549aef94f5f8feff3")]
    [InlineData(2, 14_254, "6231b77394598186c3deb59575944b88f15980ee1c7ae72e1e3fa40f9aac0b7d")]
    public void The_spikes_are_those_of_Brian2(ulong seed, int count, string hash)
    {
        using var run = new Simulation(Network(seed), new RunOptions { TimeStep = 0.1 * ms });
        var spikes = run.Record(run.Network.Populations[0].Spikes);
        run.Advance(100 * ms);
        Assert.Equal((count, hash), ((int)spikes.Count, spikes.Hash()));
    }

    private static Network Network(ulong seed)
    {
        var pairs = from source in Enumerable.Range(0, Cells)
                    from target in Enumerable.Range(0, Cells)
                    where Uniform(seed, (source * Cells) + target) < 0.02
                    select (source, target);
        var wiring = pairs.ToLookup(pair => pair.source < Excitatory);
        var cell = new PointNeuron
        {
            Threshold = -20 * mV, RefractoryPeriod = 3 * ms, SpikesWhileAbove = true,
            Mechanisms =
            [
                new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles()] },
                new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles()] },
                new Leak { Reversal = -60 * mV, Conductance = 0.05 * mS / cm2 },
            ],
        };
        var network = new Network();
        var cells = network.Add(new Population("cells", Cells, cell)
        {
            Initial =
            {
                ["V"] = Drawn(seed, 0, -65, 5).Select(value => value * mV).ToArray(), ["m"] = 0, ["h"] = 0, ["n"] = 0,
                ["excitation.g"] = Conductances(seed, 1, 40, 15, decayMs: 5), ["inhibition.g"] = Conductances(seed, 2, 200, 120, decayMs: 10),
            },
        });
        network.Connect(cells.Slice("E", ..Excitatory), cells, new ExplicitPairs([.. wiring[true]]), TutorialNetwork.Excitation(), 6 * nS);
        var inhibitory = wiring[false].Select(pair => (pair.source - Excitatory, pair.target));
        network.Connect(cells.Slice("I", Excitatory..), cells, new ExplicitPairs([.. inhibitory]), TutorialNetwork.Inhibition(), 67 * nS);
        return network;
    }

    // A receptor's state decays for a step before cells first read it; Brian2 reads it first.
    private static Conductance[] Conductances(ulong seed, int quantity, double mean, double deviation, double decayMs)
        => [.. Drawn(seed, quantity, mean, deviation).Select(value => value * Math.Exp(0.1 / decayMs) * nS)];

    // Normal as a sum of twelve uniform numbers, which any program adds up to the same bits.
    private static IEnumerable<double> Drawn(ulong seed, int quantity, double mean, double deviation)
        => Enumerable.Range(0, Cells).Select(cell =>
        {
            double sum = 0;
            for (int term = 0; term < 12; term++)
            {
                sum += Uniform(seed, (Cells * Cells) + (((quantity * Cells) + cell) * 12) + term);
            }

            return mean + (deviation * (sum - 6));
        });

    // SplitMix64 at a counter.
    private static double Uniform(ulong seed, int counter)
    {
        ulong z = (seed * 0xD1342543DE82EF95) + (((ulong)counter + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * Math.Pow(2, -53);
    }
}
