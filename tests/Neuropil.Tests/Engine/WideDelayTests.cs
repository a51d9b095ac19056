using Neuropil.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Delays that differ much: neither an index of every delay nor a ring of all of them need be held.</summary>
public class WideDelayTests
{
    [Fact]
    public void Delays_drawn_over_a_minute_take_little_memory_and_arrive_on_time()
    {
        const int cells = 500;
        var network = new Network { Seed = 2 };
        var source = network.Add(new Population("source", cells, new SpikeTimes([.. Enumerable.Range(0, cells).Select(cell => (cell, 1 * ms))])));
        var target = network.Add(new Population("target", cells, new LeakyCell()));
        var projection = network.Connect(source, target, new FixedProbability(0.04), new Delta("kick"), 20 * mV, Uniform(0 * second, 60 * second));
        using var run = new Simulation(network, new RunOptions { Threads = 2 });

        // 20 synapses of a source over 600 000 steps: an index of all would take 1.2 GB, a ring 2.4 GB.
        Assert.InRange(run.Bytes, 0, 60_000_000);
        var spikes = run.Record(target.Spikes);
        run.Advance(2 * second);

        // Every arrival lifts a cell above its threshold, unless it is refractory.
        var table = run.SynapsesOf(projection);
        int[] arrivals = [.. table.In("delay", ms).Select(delay => (int)Math.Round(delay * 10) + 10).Where(step => step < 20_000)];
        Assert.NotEmpty(arrivals);
        Assert.Equal(arrivals.Order(), spikes.Trains().Steps.ToArray());
    }

    [Fact]
    public void Delays_that_no_form_could_hold_are_refused_by_name()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 4_000_000, new SpikeTimes([])));
        var target = network.Add(new Population("target", 200_000, new LeakyCell()));
        network.Connect(source, target, new ExplicitPairs([(0, 0), (1, 1)]), new Delta("kick"), 20 * mV, new[] { 0 * second, 1000 * second }, name: "wide");
        var error = Assert.Throws<ArgumentException>(() => new Simulation(network, new RunOptions { Threads = 1 }));
        Assert.StartsWith("The delays of 'wide' span 10000001 time steps: with 4000000 sources and 200000 places of arrival they would take ", error.Message);
        Assert.Contains("MB beside the 2 synapses; expected at most 256 MB", error.Message);
    }

    [Theory]
    [InlineData("Auto", 1)]
    [InlineData("Groups", 2)]
    [InlineData("Blocks", 2)]
    [InlineData("Ring", 3)]
    public void Drawn_delays_act_as_the_same_delays_given_one_by_one(string storage, int threads)
    {
        // Drawn between bounds: all delays there are taken to occur before they are drawn.
        var (drawn, table) = Run(null, SynapseStorage.Auto, 1);
        var (given, _) = Run(table, Enum.Parse<SynapseStorage>(storage), threads);
        Assert.Equal(drawn, given);
        Assert.True(drawn.Distinct().Count() > 100);

        static (List<double> Conductances, SynapseTable Table) Run(SynapseTable? given, SynapseStorage storage, int threads)
        {
            var network = new Network { Seed = 3 };
            var source = network.Add(
                new Population("source", 60, new SpikeTimes([.. Enumerable.Range(0, 300).Select(i => (i * 7 % 60, (1 + (i % 40)) * ms))])));
            var target = network.Add(new Population("target", 90, new LeakyCell { Threshold = 1 * volt }));
            var receptor = new Exponential("synapse");
            var projection = given is null
                ? network.Connect(
                    source, target, new FixedInDegree(30) { WithRepetition = true }, receptor, Uniform(1 * nS, 2 * nS), Uniform(0.3 * ms, 3.1 * ms))
                : network.Connect(
                    source,
                    target,
                    new ExplicitPairs([.. given.Sources.Zip(given.Targets)]),
                    receptor,
                    given.In("w", nS).Select(weight => weight * nS).ToArray(),
                    given.In("delay", ms).Select(delay => delay * ms).ToArray());
            using var run = new Simulation(network, new RunOptions { Storage = storage, Threads = threads });
            var trace = run.Record(target.Trace("synapse.g", [.. Enumerable.Range(0, 90)]));
            run.Advance(50 * ms);
            return ([.. trace.Traces().Columns.SelectMany(column => column.Values)], run.SynapsesOf(projection));
        }
    }
}
