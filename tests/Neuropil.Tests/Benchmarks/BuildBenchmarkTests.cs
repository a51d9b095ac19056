using Neuropil.Benchmarks;
using Neuropil.Experiments;

namespace Neuropil.Tests.Benchmarks;

public class BuildBenchmarkTests
{
    [Fact]
    public void It_says_how_long_a_tenth_of_all_pairs_took_and_what_they_hold()
    {
        var rows = new BuildBenchmark(excitatory: 400).Run(new BenchmarkContext(Threads: 2, Precision.Double, Progress.None, CancellationToken.None)).ToList();

        Assert.Equal(["simulation", "simulation, drawn"], rows.Select(row => row.Variant));
        Assert.All(rows, row => Assert.Equal((500, 500 * (40 + 10)), (row.Neurons, row.Synapses)));
        Assert.All(rows, row => Assert.True(row.BuildSeconds > 0 && row.CpuSeconds > 0 && row.PeakBytes > row.SynapseBytes));
        Assert.True(rows[1].SynapseBytes > rows[0].SynapseBytes);
    }
}
