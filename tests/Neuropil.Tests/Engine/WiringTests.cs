using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Projections that share a wiring by name have the same pairs, whatever else they are.</summary>
public class WiringTests
{
    public static TheoryData<string> Rules => [.. rules.Keys];

    private static readonly Dictionary<string, ConnectionRule> rules = new()
    {
        ["probability"] = new FixedProbability(0.2),
        ["out"] = new FixedOutDegree(9) { WithRepetition = true, SelfConnections = false },
        ["in"] = new FixedInDegree(9) { WithRepetition = false },
        ["pairs"] = new ExplicitPairs([(3, 4), (0, 0), (3, 4)]),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Projections_of_one_wiring_have_the_same_pairs(string rule)
    {
        var network = new Network { Seed = 9 };
        var cells = network.Add(new Population("cells", 130, new LeakyCell()));
        var other = network.Connect(cells, cells, rules[rule], new Exponential("other"), 1 * nS, name: "other");
        var fast = network.Connect(cells, cells, rules[rule], new Exponential("fast"), Uniform(1 * nS, 2 * nS), 1 * ms, wiring: "contacts");
        var slow = network.Connect(cells, cells, rules[rule] with { }, new Exponential("slow"), 3 * nS, Uniform(1 * ms, 2 * ms), wiring: "contacts",
            release: new Depressing("depression"));
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        Assert.NotEmpty(Pairs(run, fast));
        Assert.Equal(Pairs(run, fast), Pairs(run, slow));
        Assert.Equal(rule == "pairs", Pairs(run, fast).SequenceEqual(Pairs(run, other)));
    }

    [Fact]
    public void Pairs_follow_from_the_name_and_not_from_the_order_of_declaration()
    {
        Assert.Equal(Of("a", before: 0), Of("a", before: 3));
        Assert.NotEqual(Of("a", before: 0), Of("b", before: 0));

        static List<(int, int)> Of(string wiring, int before)
        {
            var network = new Network { Seed = 9 };
            var cells = network.Add(new Population("cells", 130, new LeakyCell()));
            for (int i = 0; i < before; i++)
            {
                network.Connect(cells, cells, new FixedInDegree(5) { WithRepetition = true }, new Exponential("synapse"), 1 * nS);
            }

            var projection = network.Connect(cells, cells, new FixedOutDegree(9) { WithRepetition = true }, new Exponential("synapse"), 1 * nS, wiring: wiring);
            using var run = new Simulation(network);
            return Pairs(run, projection);
        }
    }

    [Fact]
    public void A_coupling_has_the_pairs_of_the_synapses_whose_wiring_it_shares()
    {
        var (drawn, pairs) = Coupled(null);
        Assert.Equal(drawn, Coupled(new ExplicitPairs(pairs)).Voltages);

        static (List<double> Voltages, List<(int, int)> Pairs) Coupled(ConnectionRule? given)
        {
            var network = new Network { Seed = 9 };
            var cells = network.Add(new Population("cells", 130, new LeakyCell()) { Initial = { ["V"] = Uniform(-70 * mV, -60 * mV) } });
            var rule = new FixedProbability(0.1) { SelfConnections = false };
            var synapses = network.Connect(cells, cells, rule, new Exponential("synapse"), 0 * nS, wiring: "contacts");
            network.Connect(cells, cells, given ?? rule, new GapJunction("gap"), 1 * nS, wiring: given is null ? "contacts" : null);
            using var run = new Simulation(network);
            var trace = run.Record(cells.Trace("V", [.. Enumerable.Range(0, 130)]));
            run.Advance(5 * ms);
            return ([.. trace.Traces().Columns.SelectMany(column => column.Values)], Pairs(run, synapses));
        }
    }

    [Fact]
    public void One_wiring_between_other_cells_or_by_another_rule_is_refused()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 50, new LeakyCell()));
        var others = network.Add(new Population("others", 50, new LeakyCell()));
        network.Connect(cells, cells, new FixedProbability(0.1), new Exponential("synapse"), 1 * nS, name: "first", wiring: "contacts");
        Refused(others, cells, new FixedProbability(0.1), "the sources are cells (cells 0 to 49 of cells) and others (cells 0 to 49 of others)");
        Refused(cells, cells.Slice("half", ..25), new FixedProbability(0.1),
            "the targets are cells (cells 0 to 49 of cells) and half (cells 0 to 24 of cells)");
        Refused(cells, cells, new FixedProbability(0.2),
            "the rules are FixedProbability { SelfConnections = True, Probability = 0.1 } and FixedProbability { SelfConnections = True, Probability = 0.2 }");

        // The whole population under another name is the same end.
        network.Connect(cells.Slice("all", ..), cells, new FixedProbability(0.1), new Exponential("synapse"), 1 * nS, wiring: "contacts");

        void Refused(PopulationSlice source, PopulationSlice target, ConnectionRule rule, string difference)
        {
            var error = Assert.Throws<ArgumentException>(()
                => network.Connect(source, target, rule, new Exponential("synapse"), 1 * nS, name: "second", wiring: "contacts"));
            Assert.Equal($"Projections 'first' and 'second' both have the wiring 'contacts', but {difference}.", error.Message);
        }
    }

    [Fact]
    public void Other_explicit_pairs_are_another_rule()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 50, new LeakyCell()));
        network.Connect(cells, cells, new ExplicitPairs([(0, 1), (2, 3)]), new Exponential("synapse"), 1 * nS, name: "first", wiring: "contacts");
        network.Connect(cells, cells, new ExplicitPairs([(0, 1), (2, 3)]), new Exponential("synapse"), 1 * nS, name: "second", wiring: "contacts");
        var error = Assert.Throws<ArgumentException>(()
            => network.Connect(cells, cells, new ExplicitPairs([(0, 1), (2, 4)]), new Exponential("synapse"), 1 * nS, name: "third", wiring: "contacts"));
        Assert.Contains("'first' and 'third'", error.Message);
    }

    private static List<(int Source, int Target)> Pairs(Simulation run, Projection projection)
    {
        var table = run.SynapsesOf(projection);
        return [.. table.Sources.Zip(table.Targets)];
    }
}
