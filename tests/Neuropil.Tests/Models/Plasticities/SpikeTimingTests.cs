using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Models.Plasticities;

/// <summary>
/// The rules of spike timing in a network with drawn delays, held to their definitions: at every spike that reaches a synapse, sums over the spikes of the
/// other end, each with its exponential, and no trace.
/// </summary>
public class SpikeTimingTests
{
    private const double Largest = 0.8; // nS

    public static TheoryData<string> Rules => ["additive", "multiplicative", "power law", "van Rossum", "nearest", "triplets", "nearest triplets", "balance"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_weight_follows_the_definition_of_its_rule(string name)
    {
        var setting = new SynapseNetwork();
        var projection = setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, Uniform(0 * nS, Largest * nS), Uniform(0 * ms, 1.5 * ms),
            plasticity: Rule(name), dendriticDelay: Uniform(0 * ms, 0.9 * ms));
        using var start = new Simulation(setting.Network, new RunOptions { TimeStep = SynapseNetwork.Dt * ms });
        double[] initial = start.SynapsesOf(projection).In("w", nS);
        var outcome = setting.Run(projection, new RunOptions { Threads = 2 });
        var table = outcome.Synapses;
        double[] found = table.In("w", nS);
        int moved = 0;
        for (int i = 0; i < table.Count; i++)
        {
            var definition = new Definition(Step(table.In("delay", ms)[i]), Step(table.In("dendriticDelay", ms)[i]), setting.Steps);
            foreach (var spike in setting.Given.Where(spike => spike.Cell == table.Sources[i]))
            {
                definition.Sent(spike.Step);
            }

            foreach (var spike in outcome.Spikes.Where(spike => spike.Cell == table.Targets[i]))
            {
                definition.Answered(spike.Step);
            }

            Assert.Equal(definition.Weight(name, initial[i]), found[i], 1e-12);
            moved += found[i] == initial[i] ? 0 : 1;
        }

        Assert.True(moved > table.Count * 0.9);
        Assert.All(found, weight => Assert.InRange(weight, 0, Largest));
        if (name is "additive" or "van Rossum")
        {
            // To the bit.
            Assert.Contains(Largest, found);
        }

        if (name is "additive" or "triplets")
        {
            Assert.Contains(0.0, found);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_same_rule_as_text_gives_the_same_bits(string name)
    {
        var (coded, written) = (Run(Rule(name)), Run(Text(name)));
        Assert.Equal(coded.Synapses.In("w", nS), written.Synapses.In("w", nS));
        Assert.Equal(coded.Spikes, written.Spikes);
        Assert.Equal(coded.Conductance, written.Conductance);

        static SynapseNetwork.Outcome Run(Plasticity rule)
        {
            var setting = new SynapseNetwork(steps: 400);
            return setting.Run(
                setting.Network.Connect(
                    setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, Uniform(0 * nS, Largest * nS), 1 * ms,
                        plasticity: rule),
                new RunOptions { Threads = 1 });
        }
    }

    private static int Step(double time) => (int)Math.Round(time / SynapseNetwork.Dt);

    private static Plasticity Rule(string name)
    {
        var pairs = new SpikeTimingPlasticity<Conductance>("rule")
        {
            LargestWeight = Largest * nS, Potentiation = 0.2, Depression = 0.25, PotentiationDecay = 15 * ms, DepressionDecay = 30 * ms,
        };
        var triplets = new TripletPlasticity<Conductance>("rule")
        {
            LargestWeight = Largest * nS, PairPotentiation = 0.02, TripletPotentiation = 0.1, PairDepression = 0.15, TripletDepression = 0.05,
            PresynapticMemory = 60 * ms, PostsynapticMemory = 40 * ms,
        };
        return name switch
        {
            "additive" => pairs,
            "multiplicative" => pairs with { PotentiationExponent = 1, DepressionExponent = 1 },
            "power law" => pairs with { PotentiationExponent = 0.25, DepressionExponent = 0.5 },
            "van Rossum" => pairs with { DepressionExponent = 1 },
            "nearest" => pairs with { Pairing = SpikePairing.NearestNeighbour },
            "triplets" => triplets,
            "nearest triplets" => triplets with { Pairing = SpikePairing.NearestNeighbour },
            _ => new InhibitoryPlasticity<Conductance>("rule") { LargestWeight = Largest * nS, LearningRate = 0.1, TargetRate = 40 * Hz, Decay = 12 * ms },
        };
    }

    private static EquationPlasticity Text(string name)
    {
        bool isNearest = name.StartsWith("nearest", StringComparison.Ordinal);
        string Mark(string trace) => isNearest ? $"{trace} = 1" : $"{trace} = {trace} + 1";
        if (name == "balance")
        {
            return new EquationPlasticity("rule", """
                dx/dt = -x/tau : source
                dy/dt = -y/tau : target
                0 nS <= w <= w_max
                on spike:        w = w + eta*w_max*(y - 2*rho_0*tau); x = x + 1
                on target spike: w = w + eta*w_max*x;                 y = y + 1
                """)
            {
                Parameters = { ["tau"] = 12 * ms, ["w_max"] = Largest * nS, ["eta"] = 0.1, ["rho_0"] = 40 * Hz },
            };
        }

        if (name.EndsWith("triplets", StringComparison.Ordinal))
        {
            return new EquationPlasticity("rule", $"""
                dr1/dt = -r1/tau_plus  : source
                dr2/dt = -r2/tau_x     : source
                do1/dt = -o1/tau_minus : target
                do2/dt = -o2/tau_y     : target
                0 nS <= w <= w_max
                on spike:        w = w - w_max*o1*(A2_minus + A3_minus*r2); {Mark("r1")}; {Mark("r2")}
                on target spike: w = w + w_max*r1*(A2_plus + A3_plus*o2);   {Mark("o1")}; {Mark("o2")}
                """)
            {
                Parameters =
                {
                    ["tau_plus"] = 16.8 * ms, ["tau_minus"] = 33.7 * ms, ["tau_x"] = 60 * ms, ["tau_y"] = 40 * ms, ["w_max"] = Largest * nS,
                    ["A2_plus"] = 0.02, ["A3_plus"] = 0.1, ["A2_minus"] = 0.15, ["A3_minus"] = 0.05,
                },
            };
        }

        var (up, down) = name switch
        {
            "multiplicative" => ("*(1 - w/w_max)", "*(w/w_max)"),
            "power law" => ("*(1 - w/w_max)^0.25", "*(w/w_max)^0.5"),
            "van Rossum" => ("", "*(w/w_max)"),
            _ => ("", ""),
        };
        return new EquationPlasticity("rule", $"""
            dx/dt = -x/tau_plus  : source
            dy/dt = -y/tau_minus : target
            0 nS <= w <= w_max
            on spike:        w = w - A_minus*w_max{down}*y; {Mark("x")}
            on target spike: w = w + A_plus*w_max{up}*x;    {Mark("y")}
            """)
        {
            Parameters =
            {
                ["tau_plus"] = 15 * ms, ["tau_minus"] = 30 * ms, ["A_plus"] = 0.2, ["A_minus"] = 0.25, ["w_max"] = Largest * nS,
            },
        };
    }

    // One synapse: when spikes of both ends reach it, in steps. Of one step those of the source come first.
    private sealed class Definition(int axonal, int dendritic, int steps)
    {
        private readonly List<(int Step, bool IsBack)> events = [];

        public void Sent(int step) => Add(step + 1 + axonal, isBack: false);

        public void Answered(int step) => Add(step + 1 + dendritic, isBack: true);

        public double Weight(string rule, double w)
        {
            events.Sort();
            for (int k = 0; k < events.Count; k++)
            {
                double change = events[k].IsBack ? Up(rule, k, w / Largest) : -Down(rule, k, w / Largest);
                w = Math.Clamp(w + (Largest * change), 0, Largest);
            }

            return w;
        }

        private void Add(int step, bool isBack)
        {
            if (step < steps)
            {
                events.Add((step, isBack));
            }
        }

        private double Up(string rule, int k, double w) => rule switch
        {
            "additive" => 0.2 * Sum(k, false, 15),
            "multiplicative" => 0.2 * (1 - w) * Sum(k, false, 15),
            "power law" => 0.2 * Math.Pow(1 - w, 0.25) * Sum(k, false, 15),
            "van Rossum" => 0.2 * Sum(k, false, 15),
            "nearest" => 0.2 * Sum(k, false, 15, 1),
            "triplets" => Sum(k, false, 16.8) * (0.02 + (0.1 * Sum(k, true, 40))),
            "nearest triplets" => Sum(k, false, 16.8, 1) * (0.02 + (0.1 * Sum(k, true, 40, 1))),
            _ => 0.1 * Sum(k, false, 12),
        };

        private double Down(string rule, int k, double w) => rule switch
        {
            "additive" => 0.25 * Sum(k, true, 30),
            "multiplicative" or "van Rossum" => 0.25 * w * Sum(k, true, 30),
            "power law" => 0.25 * Math.Pow(w, 0.5) * Sum(k, true, 30),
            "nearest" => 0.25 * Sum(k, true, 30, 1),
            "triplets" => Sum(k, true, 33.7) * (0.15 + (0.05 * Sum(k, false, 60))),
            "nearest triplets" => Sum(k, true, 33.7, 1) * (0.15 + (0.05 * Sum(k, false, 60, 1))),
            _ => -0.1 * (Sum(k, true, 12) - (2 * 0.04 * 12)),
        };

        // Over earlier spikes of one end.
        private double Sum(int k, bool isBack, double decay, int? last = null)
        {
            var earlier = events.Take(k).Where(one => one.IsBack == isBack);
            return (last is { } count ? earlier.TakeLast(count) : earlier)
                .Sum(one => Math.Exp((one.Step - events[k].Step) * SynapseNetwork.Dt / decay));
        }
    }
}
