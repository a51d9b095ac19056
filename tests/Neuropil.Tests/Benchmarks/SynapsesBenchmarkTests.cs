using Neuropil.Benchmarks;
using Neuropil.Experiments;

namespace Neuropil.Tests.Benchmarks;

public class SynapsesBenchmarkTests
{
    [Fact]
    public void All_kinds_of_synapses_are_measured_on_the_same_events()
    {
        var rows = new SynapsesBenchmark(size: 500, outDegree: 50, turns: 2)
            .Run(new BenchmarkContext(Threads: 1, Precision.Double, Progress.None, CancellationToken.None)).ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal((500, 25_000), (row.Neurons, row.Synapses)));
        Assert.All(rows, row => Assert.True(row.NsPerSynapticEvent > 0));

        // 15 Hz: in 20 ms a cell spikes 0.3 times.
        Assert.All(rows, row => Assert.InRange(row.SynapticEvents!.Value, 0.15 * 25_000, 0.6 * 25_000));
    }
}
