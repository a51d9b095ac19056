using Neuropil.Benchmarks;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Benchmarks;

/// <summary>What the measurement of growth shows, on small networks: times are not checked.</summary>
public class ScalingBenchmarkTests
{
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Growth_is_over_the_smallest_network_and_the_largest_comes_only_when_asked_for(bool full, int columns)
    {
        var benchmark = new ScalingBenchmark([(100, 10 * ms, 1), (200, 10 * ms, 1)], new([(0.01, 40 * ms), (0.015, 40 * ms)], (0.02, 40 * ms)));
        var context = new BenchmarkContext(Threads: 1, Precision.Double, Progress.None, CancellationToken.None, Full: full);
        var rows = benchmark.Run(context).ToList();
        Assert.Equal(4 + columns, rows.Count);
        Assert.Equal([100, 100, 200, 200], rows.Take(4).Select(row => (int)row.Neurons!));
        Assert.Equal([1, 1], rows.Take(2).Select(row => row.Growth!.Value));
        Assert.Contains("\"growth\":1", rows[0].ToJson());
        var microcircuits = rows.Skip(4).ToList();
        Assert.All(microcircuits, row => Assert.Equal("microcircuit", row.Variant));
        Assert.Equal(microcircuits.OrderBy(row => row.Synapses), microcircuits);
        Assert.All(microcircuits, row => Assert.NotEqual(0, row.SynapticEvents));
        Assert.All(microcircuits, row => Assert.NotNull(row.NsPerSynapticEvent)); // not the growth: times of so small networks may be as long without synapses
    }
}
