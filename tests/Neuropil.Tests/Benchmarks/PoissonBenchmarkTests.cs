using Neuropil.Benchmarks;
using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Benchmarks;

/// <summary>The loops written by hand are a limit only if they do the work: no speed is tested here.</summary>
public class PoissonBenchmarkTests
{
    [Fact]
    public void It_measures_counts_and_trains_beside_loops_by_hand()
    {
        var rows = new PoissonBenchmark(cells: 512, steps: 100).Run(Context).ToList();
        Assert.Equal(8, rows.Count);
        Assert.All(rows[..4], row => Assert.True(row.NsPerNeuronStep > 0));
        Assert.All(rows[4..], row => Assert.True(row.NsPerSpike > 0));
        Assert.InRange((double)rows[4].Spikes!.Value / rows[5].Spikes!.Value, 0.97, 1.03); // 46 000 each: six standard errors of the quotient
    }

    [Fact]
    public void Counts_by_hand_have_their_mean_and_variance()
    {
        var drive = new HandWrittenPoisson(mean: 2, seed: 1);
        var (sum, squares, count) = (0.0, 0.0, 100_000.0);
        for (int i = 0; i < count / 8; i++)
        {
            var eight = drive.Next();
            for (int lane = 0; lane < 8; lane++)
            {
                sum += eight[lane];
                squares += eight[lane] * eight[lane];
            }
        }

        double mean = sum / count;
        Assert.InRange((mean - 2) / Math.Sqrt(2 / count), -4.5, 4.5);
        Assert.InRange(((squares / count) - (mean * mean) - 2) / Math.Sqrt((2 + (2 * 4)) / count), -4.5, 4.5);
    }

    [Fact]
    public void The_sparse_network_by_hand_fires_as_the_simulated_one()
    {
        // A tenth of the cells: inhibition is weaker than in the full network.
        var parameters = new BrunelParameters { Excitatory = 800, Inhibitory = 200 };
        var rows = new BrunelBenchmark(parameters, 500 * ms).Run(Context).ToList();
        Assert.Equal(["simulation", "handwritten"], rows.Select(row => row.Variant));
        Assert.Equal(rows[0].Synapses, rows[1].Synapses);
        Assert.InRange((double)rows[0].Spikes!.Value / rows[1].Spikes!.Value, 0.95, 1.05);
    }

    [Fact]
    public void The_current_network_by_hand_fires_as_the_simulated_one()
    {
        var rows = new CubaBenchmark().Run(Context).ToList();
        Assert.InRange((double)rows[0].Spikes!.Value / rows[1].Spikes!.Value, 0.8, 1.25); // 5.5 +- 0.2 Hz each, by wiring
    }

    [Fact]
    public void The_conductance_network_by_hand_fires_as_the_simulated_one()
    {
        var rows = new CobaBenchmark().Run(Context).ToList();
        Assert.InRange((double)rows[0].Spikes!.Value / rows[1].Spikes!.Value, 0.8, 1.25); // 19 +- 1 Hz each, by wiring
    }

    private static BenchmarkContext Context => new(Threads: 1, Precision.Double, Progress.None, CancellationToken.None);
}
