using Neuropil.Benchmarks;
using Neuropil.Experiments;

namespace Neuropil.Tests.Benchmarks;

/// <summary>The loops written by hand are a limit only if they do the work: no speed is tested here.</summary>
public sealed unsafe class PlasticityBenchmarkTests : IDisposable
{
    // A row is not a whole number of vectors, and a target has more than four edges, and not a multiple of four.
    private const int Sources = 40;
    private const int Targets = 19;
    private const int RowLength = 21;

    private readonly PlasticRows rows = new(Sources, RowLength, Targets);
    private readonly HandWrittenPairRule rule;
    private readonly double[] weights;
    private readonly long[] arrivals = new long[Targets];

    public PlasticityBenchmarkTests()
    {
        rule = new HandWrittenPairRule(rows);
        var random = new Random(5);
        foreach (ref double trace in rule.SourceTraces)
        {
            trace = 20 * random.NextDouble();
        }

        for (int target = 0; target < Targets; target++)
        {
            rule.TargetTraces[target] = 10 * random.NextDouble();
            rule.AgedTargetTraces[target] = new HandWrittenPairRule.AgedTrace(10 * random.NextDouble(), -30 * random.NextDouble());
        }

        weights = Enumerable.Repeat(PlasticRows.InitialWeight, Sources * rows.Stride).ToArray();
    }

    [Fact]
    public void Presynaptic_spikes_depress_by_the_traces_of_the_targets_and_deliver_what_is_left()
    {
        int[] sources = [3, 17, 3, 39];
        Assert.Equal((long)sources.Length * RowLength, rule.AtSources(sources));

        Array.ForEach(sources, source => Depress(source, target => rule.TargetTraces[target]));
        AssertSame(tolerance: 0);
    }

    [Fact]
    public void Aged_traces_have_decayed_since_their_last_spike()
    {
        const double Now = 4.5;
        int[] sources = [0, 8, 8];
        Assert.Equal((long)sources.Length * RowLength, rule.AtSourcesAged(sources, Now));

        Array.ForEach(sources, source => Depress(source, target =>
        {
            var (value, time) = rule.AgedTargetTraces[target];
            return value * Math.Exp((time - Now) / HandWrittenPairRule.TimeConstant);
        }));
        AssertSame(tolerance: 1e-14);
    }

    [Fact]
    public void Postsynaptic_spikes_potentiate_every_edge_onto_the_cell_by_the_trace_of_its_source()
    {
        int[] targets = [2, 18, 2];
        long edges = 0;
        foreach (int target in targets)
        {
            foreach (var (source, edge) in Edges().Where(edge => rows.Targets[edge.Edge] == target))
            {
                weights[edge] = Math.Min(HandWrittenPairRule.LargestWeight,
                    Math.FusedMultiplyAdd(HandWrittenPairRule.Potentiation, rule.SourceTraces[source], weights[edge]));
                edges++;
            }
        }

        Assert.Equal(edges, rule.AtTargets(targets));
        AssertSame(tolerance: 0);
    }

    [Fact]
    public void The_benchmark_has_a_row_for_each_event()
    {
        var context = new BenchmarkContext(Threads: 1, Precision.Double, Progress.None, CancellationToken.None);
        var measured = new PlasticityBenchmark(Sources, RowLength, Targets, turns: 2, cells: 200, networkTurns: 2).Run(context).ToList();

        string[] events = ["presynaptic, stepped traces", "presynaptic, aged traces", "postsynaptic, index"];
        string[] networks = ["network, static", "network, static, beside cells that learn", "network, pair STDP", "network, triplets"];
        Assert.Equal(
            [.. events.Select(each => $"simulation, {each}"), .. events.Select(each => $"handwritten, {each}"), .. networks],
            measured.Select(row => row.Variant));
        Assert.All(measured, row => Assert.True(row.SynapticEvents > 0 && row.RunSeconds > 0));
    }

    public void Dispose()
    {
        rule.Dispose();
        rows.Dispose();
    }

    private void Depress(int source, Func<int, double> trace)
    {
        foreach (var (_, edge) in Edges().Where(edge => edge.Source == source))
        {
            int target = rows.Targets[edge];
            weights[edge] = Math.Max(0, Math.FusedMultiplyAdd(-HandWrittenPairRule.Depression, trace(target), weights[edge]));
            arrivals[target] += (long)Math.Round(weights[edge] * HandWrittenPairRule.UnitsOfArrivals);
        }
    }

    private void AssertSame(double tolerance)
    {
        Assert.All(Edges(), each => Assert.Equal(weights[each.Edge], rows.Weights[each.Edge], tolerance));
        Assert.All(Enumerable.Range(0, Targets),
            target => Assert.Equal(arrivals[target], (double)rule.Arrivals[target], tolerance * HandWrittenPairRule.UnitsOfArrivals * 100));
    }

    private IEnumerable<(int Source, int Edge)> Edges()
        => Enumerable.Range(0, Sources).SelectMany(source => Enumerable.Range(0, RowLength).Select(i => (source, (source * rows.Stride) + i)));
}
