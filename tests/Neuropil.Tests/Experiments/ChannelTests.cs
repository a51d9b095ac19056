using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>Streams through networks, by closed form and in short runs.</summary>
public sealed class ChannelTests
{
    private static readonly double[,] coupling = { { 2, -1.5 }, { 2, -1 } };

    [Fact]
    public void Channels_that_share_nothing_do_not_mix()
    {
        var result = new ParallelChannelsExperiment().Run(
            new ParallelChannelsParameters { Spreads = [0, 0.25, 0.5], Cells = [100, 200], Networks = 2, Duration = 2 * second }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("channels", 3));
        Assert.InRange(result.Measurements.Single(each => each.Name.StartsWith("spiking cells: variance", StringComparison.Ordinal)).Value, 0.2, 1);
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(2, 0.25, -0.21212)]
    [InlineData(2, 0.5, -0.33333)]
    [InlineData(4, 0.5, -0.14286)]
    public void Crosstalk_is_negative(int groups, double spread, double expected)
        => Assert.Equal(expected, new RateStreams(groups, spread, coupling).Crosstalk, 5e-6);

    [Fact]
    public void Cells_listen_to_the_sender_in_step()
    {
        var result = new GammaRoutingExperiment().Run(
            new GammaRoutingParameters { Phases = [45, 90, 180, 270], Cells = 100, Runs = 2, Duration = 3 * second }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("routing", 2));
    }
}
