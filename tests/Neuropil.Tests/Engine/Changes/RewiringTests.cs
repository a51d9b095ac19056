using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>Synapses come and go at ticks between two steps; a run is then that of the network that it has become.</summary>
public class RewiringTests
{
    [Fact]
    public void A_rewired_run_is_that_of_a_network_with_those_pairs()
    {
        // Nothing has spiked before the tick, so that the wiring before it leaves no trace.
        (int, int)[] pairs = [(0, 3), (0, 3), (1, 0), (2, 4), (4, 1)];
        double[] expected = Potentials(new ExplicitPairs(pairs), structure: null);
        var rule = new Scripted(rewiring =>
        {
            if (rewiring.Time < 1.5 * ms)
            {
                Enumerable.Range(0, rewiring.Targets.Count).ToList().ForEach(rewiring.Remove);
                Array.ForEach(pairs, pair => rewiring.Add(pair.Item1, pair.Item2));
            }
        })
        { Interval = 1 * ms };
        Assert.NotEqual(expected, Potentials(new AllToAll(), structure: null));
        Assert.Equal(expected, Potentials(new AllToAll(), rule));
        Assert.Equal(expected, Potentials(new ExplicitPairs([]), rule));
    }

    [Theory]
    [InlineData("Auto")]
    [InlineData("Ring")]
    [InlineData("Groups")]
    public void A_spike_on_its_way_finds_the_synapses_that_there_are(string storage)
    {
        // A spike at 1 ms, a delay of 5 ms; at 4 ms its synapse goes and another comes.
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var cells = network.Add(new Population("cells", 2, new LeakyCell()));
        network.Add(new Projection<Voltage>
        {
            Source = source, Target = cells, Rule = new ExplicitPairs([(0, 0)]), Receptor = new Delta("jump"), Weight = 2 * mV, Delay = 5 * ms,
            Structure = new Scripted(rewiring =>
            {
                rewiring.Remove(0);
                rewiring.Add(0, 1);
            })
            { Interval = 4 * ms },
        });
        using var run = new Simulation(network, ChangingNetwork.Options(Precision.Double, 1, storage));
        run.Advance(7 * ms);
        double[] v = run.Values(cells, "V").In(mV);
        Assert.Equal(-65, v[0]);
        Assert.True(v[1] > -64, $"{v[1]} mV");
    }

    [Fact]
    public void What_stays_keeps_what_it_has_and_what_comes_begins()
    {
        var network = Build(new Churn { Interval = 10 * ms });
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        foreach (string name in new[] { "static", "depressing", "plastic" })
        {
            var before = Values(run, name);
            run.Advance(10 * ms);
            var after = Values(run, name);
            int stayed = after.Keys.Count(before.ContainsKey);
            Assert.InRange(stayed, 1, before.Count - 1);
            Assert.NotEqual(stayed, after.Count);
            run.Advance(0.1 * ms);
        }

        // Drawn weights and delays of those that stay, over many ticks; the first synapses of a source draw what they drew at the start.
        var start = Values(run, "static");
        run.Advance(40 * ms);
        var end = Values(run, "static");
        foreach (var pair in end.Keys.Where(start.ContainsKey))
        {
            Assert.Subset(start[pair].Concat(end[pair]).ToHashSet(), end[pair].ToHashSet());
        }

        Assert.Contains(end.Keys, pair => start.TryGetValue(pair, out var values) && values.SetEquals(end[pair]));
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Threads_storage_and_a_resume_change_nothing(Precision precision)
    {
        string expected = Outcome(ChangingNetwork.Options(precision, 1, "Auto"));
        Assert.NotEqual(expected, Outcome(ChangingNetwork.Options(precision, 1, "Auto"), isRewired: false));
        foreach (var (threads, storage) in new[] { (2, "Ring"), (3, "Groups"), (3, "Blocks") })
        {
            Assert.Equal(expected, Outcome(ChangingNetwork.Options(precision, threads, storage)));
        }

        // At a tick, before the first, and between two.
        foreach (int stop in new[] { 50, 70, 211 })
        {
            using var stream = new MemoryStream();
            using (var first = new Simulation(Build(new Churn { Interval = 7 * ms }), ChangingNetwork.Options(precision, 2, "Ring")))
            {
                Record(first);
                first.Advance(stop * first.TimeStep);
                first.SaveCheckpoint(stream);
            }

            stream.Position = 0;
            using var second = new Simulation(Build(new Churn { Interval = 7 * ms }), ChangingNetwork.Options(precision, 3, "Auto"));
            var records = Record(second);
            second.LoadCheckpoint(stream);
            second.Advance((60 * ms) - second.Time);
            Assert.Equal(expected, ChangingNetwork.Outcome(second, records));
        }
    }

    [Fact]
    public void A_run_can_go_back_to_its_checkpoint_from_before_a_tick()
    {
        string expected = Outcome(new RunOptions { Threads = 1 });
        using var run = new Simulation(Build(new Churn { Interval = 7 * ms }), new RunOptions { Threads = 2 });
        var records = Record(run);
        using var stream = new MemoryStream();
        run.Advance(3 * ms);
        run.SaveCheckpoint(stream);
        run.Advance(20 * ms);
        stream.Position = 0;
        run.LoadCheckpoint(stream);
        run.Advance((60 * ms) - run.Time);
        Assert.Equal(expected, ChangingNetwork.Outcome(run, records));
    }

    [Fact]
    public void Where_advances_end_changes_nothing()
    {
        string expected = Outcome(new RunOptions { Threads = 1 });
        using var run = new Simulation(Build(new Churn { Interval = 7 * ms }), new RunOptions { Threads = 1 });
        var records = Record(run);
        for (int i = 0; i < 120; i++)
        {
            run.Advance(0.5 * ms);
        }

        Assert.Equal(expected, ChangingNetwork.Outcome(run, records));
    }

    [Fact]
    public void Degrees_and_events_are_those_of_the_synapses_that_there_are()
    {
        using var run = new Simulation(Build(new Churn { Interval = 7 * ms, Share = 1, Growth = 0 }), new RunOptions { Threads = 2 });
        run.Advance(7 * ms);
        Assert.Equal(run.SynapsesOf(ChangingNetwork.Of(run, "drive")).Count, run.Synapses);
        run.Lesion(ChangingNetwork.Of(run, "drive"));
        Assert.Equal(0, run.Synapses);
        long events = run.SynapticEvents;
        Assert.True(events > 0);
        run.Advance(20 * ms);
        Assert.Equal(events, run.SynapticEvents);
    }

    private static double[] Potentials(ConnectionRule rule, StructuralPlasticity? structure)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 5, new SpikeTimes([(0, 2 * ms), (1, 2.2 * ms), (2, 3 * ms), (3, 3 * ms), (4, 4 * ms)])));
        var cells = network.Add(new Population("cells", 5, new LeakyCell()));
        network.Add(new Projection<Conductance>
        {
            Source = source, Target = cells, Rule = rule, Receptor = new Exponential("excitation"), Weight = 3 * nS, Delay = 0.4 * ms, Structure = structure,
        });
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        run.Advance(8 * ms);
        return run.Values(cells, "V").In(mV);
    }

    // The weights and delays of each pair.
    private static Dictionary<(int, int), HashSet<(double, double)>> Values(Simulation run, string name)
    {
        var table = run.SynapsesOf(ChangingNetwork.Of(run, name));
        var (w, delay) = (table.In("w", nS), table.In("delay", ms));
        return Enumerable.Range(0, table.Count).GroupBy(i => (table.Sources[i], table.Targets[i]))
            .ToDictionary(pair => pair.Key, pair => pair.Select(i => (w[i], delay[i])).ToHashSet());
    }

    internal static Network Build(StructuralPlasticity? structure)
    {
        var network = new Network { Seed = 21 };
        var cells = network.Add(new Population("cells", 140, new LeakyCell { Inputs = [new ConstantCurrent { Amplitude = 120 * pA }] })
        {
            Initial = { ["V"] = Uniform(-65 * mV, -50 * mV) },
        });
        var inter = network.Add(new Population("inter", 70, new LeakyCell { Inputs = [new ConstantCurrent { Amplitude = 100 * pA }] }));
        var noise = network.Add(new Population("noise", 100, new PoissonSource { Rate = 200 * Hz }));
        var excitation = new Exponential("excitation");
        network.Connect(noise, cells, new FixedProbability(0.1), excitation, 4 * nS, 0.5 * ms, "drive");
        network.Add(new Projection<Conductance>
        {
            Name = "static", Source = cells, Target = cells, Rule = new FixedOutDegree(10) { SelfConnections = false }, Receptor = excitation,
            Weight = Normal(1 * nS, 0.3 * nS), Delay = Uniform(0.3 * ms, 2 * ms), Structure = structure,
        });
        network.Add(new Projection<Conductance>
        {
            Name = "depressing", Source = cells, Target = inter, Rule = new FixedInDegree(12), Receptor = excitation, Weight = Uniform(1 * nS, 9 * nS),
            Delay = 0.5 * ms, DendriticDelay = Uniform(0.1 * ms, 1 * ms), Release = new Binomial("release"), Structure = structure,
        });
        network.Add(new Projection<Conductance>
        {
            Name = "plastic", Source = noise, Target = inter, Rule = new FixedProbability(0.2), Receptor = excitation, Weight = Uniform(0 * nS, 1 * nS),
            Delay = 0.4 * ms, DendriticDelay = 0.6 * ms, Plasticity = new PairRule("pairs") { Potentiation = 0.05 * nS, Depression = 0.06 * nS },
            Structure = structure,
        });
        return network;
    }

    internal static MixedRecords Record(Simulation run) => new(
        [.. run.Network.Populations.Select(population => run.Record(population.Spikes))],
        [run.Record(run.Network.Find("cells").Trace("V", 0, 64, 139))],
        [run.Record(run.Network.Find("inter").Mean("V"))]);

    internal static string Outcome(RunOptions options, bool isRewired = true)
    {
        using var run = new Simulation(Build(isRewired ? new Churn { Interval = 7 * ms } : null), options);
        var records = Record(run);
        run.Advance(60 * ms);
        return ChangingNetwork.Outcome(run, records);
    }
}
