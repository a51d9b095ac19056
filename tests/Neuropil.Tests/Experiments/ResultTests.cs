using Neuropil.Experiments;

namespace Neuropil.Tests.Experiments;

public class ResultTests
{
    [Theory]
    [InlineData(10, 12, 2, true)]
    [InlineData(10, 12.1, 2, false)]
    [InlineData(10, 8, 2, true)]
    [InlineData(10, double.NaN, 2, false)]
    [InlineData(10, double.PositiveInfinity, 2, false)]
    [InlineData(10, 10, 0, true)]
    public void A_check_passes_within_its_tolerance(double predicted, double measured, double tolerance, bool passed)
        => Assert.Equal(passed, new Check("x", predicted, measured, tolerance, "y").Passed);

    [Fact]
    public void A_band_includes_both_ends()
    {
        Assert.True(Check.Between("x", 2, 6, 2, "y").Passed);
        Assert.True(Check.Between("x", 2, 6, 6, "y").Passed);
        Assert.False(Check.Between("x", 2, 6, 6.01, "y").Passed);
    }

    [Fact]
    public void Counters_of_several_runs_add_up_and_their_hashes_depend_on_the_order()
    {
        var first = new RunCounters { SimulatedSeconds = 1, RunSeconds = 2, Synapses = 3, SynapticEvents = 4, SpikeHash = "a" };
        var second = new RunCounters { SimulatedSeconds = 10, RunSeconds = 20, Synapses = 30, SynapticEvents = 40, SpikeHash = "b", Threads = 2,
            Backend = "simd" };

        var sum = first.Add(second);

        Assert.Equal((11, 22, 33, 44, 2, "simd"), (sum.SimulatedSeconds, sum.RunSeconds, sum.Synapses, sum.SynapticEvents, sum.Threads, sum.Backend));
        Assert.NotEqual(sum.SpikeHash, second.Add(first).SpikeHash);
        Assert.Equal("b", new RunCounters().Add(second).SpikeHash);
    }
}
