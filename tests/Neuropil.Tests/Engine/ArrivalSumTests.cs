using Neuropil.Engine;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// What arrives in a step is an exact sum: no order of synapses, spikes or storage changes a bit, and what cannot be counted stops the run by name.
/// </summary>
public class ArrivalSumTests
{
    private const int Sources = 40;
    private const int Targets = 3;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Neither_the_order_of_synapses_nor_their_storage_changes_a_bit(int shuffle)
    {
        // Weights of both signs over six orders of magnitude: a floating sum would depend on the order. Several delays arrive in one step.
        var random = new Random(5);
        var synapses = Enumerable.Range(0, 400)
            .Select(_ => (Pair: (random.Next(Sources), random.Next(Targets)), Weight: (random.NextDouble() - 0.4) * Math.Pow(10, -6 * random.NextDouble()),
                Delay: random.Next(20)))
            .ToArray();
        double[] expected = Arriving(synapses, SynapseStorage.Auto, 1);
        new Random(shuffle).Shuffle(synapses);

        // Sources with other numbers spike in another order within a step.
        int[] label = [.. Enumerable.Range(0, Sources)];
        new Random(shuffle).Shuffle(label);
        foreach (var storage in Enum.GetValues<SynapseStorage>())
        {
            Assert.Equal(expected, Arriving(synapses, storage, 1 + shuffle));
            Assert.Equal(expected, Arriving(synapses, storage, 3 - shuffle, label));
        }
    }

    [Fact]
    public void Opposite_weights_cancel_to_nothing()
    {
        double[] g = Arriving([((0, 0), 0.1, 0), ((7, 0), 12.3, 0), ((14, 0), -0.1, 0), ((21, 0), -12.3, 0), ((28, 0), 0.1, 0), ((35, 0), -0.1, 0)],
            SynapseStorage.Auto, 1);
        Assert.All(g, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(64, 1.999)] // the headroom
    [InlineData(100, 1.001)] // beyond it, but the sum can still be counted
    [InlineData(126, 1.0)]
    public void A_source_that_stands_often_in_a_step_adds_as_often(int times, double weight)
        => Assert.Equal(times * (double)(float)weight, Repeated(times, weight), 1e-12 * times);

    [Theory]
    [InlineData(66, 1.999)]
    [InlineData(130, 1.0)]
    [InlineData(5000, -1.0)]
    public void A_sum_that_cannot_be_counted_stops_the_run_by_name(int times, double weight)
    {
        string message = Assert.Throws<SimulationDivergedException>(() => Repeated(times, weight)).Message;
        Assert.Contains("'target', cell 0: more arrives at 'synapse' by 1.1 ms than can be counted", message);
        Assert.Contains("64 times in one step", message);
    }

    [Fact]
    public void A_weight_that_single_precision_cannot_hold_is_refused_by_name()
    {
        Assert.Contains("'source to target': the weight is Infinity", Refusal(1e35 * siemens));
        Assert.Contains("'source to target': the weight from cell 1 of the source to cell 1 of the target is -Infinity",
            Refusal(new[] { 1 * nS, -1e35 * siemens }));
        Assert.Contains("to cell 0 of the target is Infinity", Refusal(Uniform(1e35 * siemens, 2e35 * siemens)));

        static string Refusal(Parameter<Conductance> weight)
        {
            var network = new Network();
            var source = network.Add(new Population("source", 2, new SpikeTimes([(0, 1 * ms)])));
            var target = network.Add(new Population("target", 2, new LeakyCell()));
            network.Connect(source, target, new ExplicitPairs([(0, 0), (1, 1)]), new Exponential("synapse"), weight);
            return Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
        }
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused_where_it_is_written()
    {
        Assert.Contains("Conductance (nS) is NaN", Assert.Throws<ArgumentException>(() => (Parameter<Conductance>)(double.NaN * nS)).Message);
        Assert.Contains("is NaN", Assert.Throws<ArgumentException>(() => (Parameter<Conductance>)new[] { 1 * nS, double.NaN * nS }).Message);
    }

    // The conductances of all targets at all steps; all sources spike at 1 ms, and again up to 0.6 ms later: every seventh twice in that step.
    private static double[] Arriving(
        ((int Source, int Target) Pair, double Weight, int Delay)[] synapses, SynapseStorage storage, int threads, int[]? label = null)
    {
        label ??= [.. Enumerable.Range(0, Sources)];
        var network = new Network();
        var source = network.Add(new Population("source", Sources, new SpikeTimes(
        [
            .. label.Select(cell => (cell, 1 * ms)),
            .. label.Select((cell, i) => (cell, (1 + (0.1 * (i % 7))) * ms)),
        ])));
        var target = network.Add(new Population("target", Targets, new LeakyCell { Threshold = 1 * volt }));
        network.Connect(
            source,
            target,
            new ExplicitPairs([.. synapses.Select(synapse => (label[synapse.Pair.Source], synapse.Pair.Target))]),
            new Exponential("synapse"),
            synapses.Select(synapse => synapse.Weight * nS).ToArray(),
            synapses.Select(synapse => synapse.Delay * 0.1 * ms).ToArray());
        using var run = new Simulation(network, new RunOptions { Storage = storage, Threads = threads });
        var trace = run.Record(target.Trace("synapse.g", 0, 1, 2));
        run.Advance(5 * ms);
        return [.. trace.Traces().Columns.SelectMany(column => column.Values)];
    }

    // What a source that spikes so often at 1 ms brings, in nS.
    private static double Repeated(int times, double weight)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. Enumerable.Range(0, times).Select(_ => (0, 1 * ms))])));
        var target = network.Add(new Population("target", 1, new LeakyCell { Threshold = 1 * volt }));
        network.Connect(source, target, new OneToOne(), new Exponential("synapse"), weight * nS);
        using var run = new Simulation(network);
        var trace = run.Record(target.Trace("synapse.g", 0));
        run.Advance(1.1 * ms);
        return trace.Traces().Columns[0].Values[^1];
    }
}
