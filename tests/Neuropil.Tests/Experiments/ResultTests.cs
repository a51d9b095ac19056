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
    public void One_bound_leaves_the_other_side_free()
    {
        Assert.True(Check.AtLeast("x", 2, 1e9, "y").Passed);
        Assert.True(Check.AtLeast("x", 2, 2, "y").Passed);
        Assert.False(Check.AtLeast("x", 2, 1.99, "y").Passed);
        Assert.False(Check.MoreThan("x", 0, 0, "y").Passed);
        Assert.True(Check.MoreThan("x", 0, double.Epsilon, "y").Passed);
        Assert.True(Check.AtMost("x", 2, -1e9, "y").Passed);
        Assert.False(Check.AtMost("x", 2, 2.01, "y").Passed);
        Assert.All(
            [Check.AtLeast("x", 2, double.NaN, "y"), Check.MoreThan("x", 2, double.NaN, "y"), Check.AtMost("x", 2, double.NaN, "y")],
            check => Assert.False(check.Passed));
    }

    [Fact]
    public void A_check_says_what_it_expects()
    {
        Assert.Equal("passed: x: predicted 10 +- 2, measured 9 (y)", new Check("x", 10, 9, 2, "y").ToString());
        Assert.Equal("passed: x: predicted from 2 to 6, measured 3 (y)", Check.Between("x", 2, 6, 3, "y").ToString());
        Assert.Equal("FAILED: x: predicted at least 2, measured 1 (y)", Check.AtLeast("x", 2, 1, "y").ToString());
        Assert.Equal("FAILED: x: predicted more than 0, measured 0 (y)", Check.MoreThan("x", 0, 0, "y").ToString());
        Assert.Equal("passed: x: predicted at most 2, measured 1 (y)", Check.AtMost("x", 2, 1, "y").ToString());
    }

    [Fact]
    public void A_check_of_a_sweeps_point_is_read_back_with_its_bounds()
    {
        Check[] checks = [new Check("a", 10, 9, 2, "y"), Check.Between("b", 2, 6, 3, "y"), Check.AtLeast("c", 2, 1, "y"), Check.MoreThan("d", 0, 0, "y")];
        using var file = new MemoryStream();
        PointFile.Write(file, "sweep", new PointFindings { Checks = checks });
        file.Position = 0;

        Assert.Equal(checks, PointFile.Read(file, "sweep")!.Checks);
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
