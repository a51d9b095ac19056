using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class AvalancheTests
{
    [Fact]
    public void Avalanches_lie_between_silent_bins_and_those_that_the_record_cuts_are_left_out()
    {
        Avalanche[] expected = [new(3, 2, 5), new(6, 1, 1)];
        Assert.Equal(expected, Avalanches.OfCounts([4, 0, 0, 2, 3, 0, 1, 0, 7]));
        Assert.Equal([new Avalanche(4, 1, 3)], Avalanches.OfCounts([4, 0, 0, 2, 3, 0, 1, 0, 7], threshold: 2));
        Assert.Empty(Avalanches.OfCounts([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Avalanches.OfCounts([1], threshold: -1));
    }

    [Fact]
    public void Those_of_spikes_are_found_in_bins_of_the_mean_distance_of_spikes()
    {
        // Spikes in steps 10 11 12, 30, 50: (50 - 10)/4 = 10 steps of 0.1 ms.
        var spikes = new SpikeTrains("cells", 3, 0.1 * ms, 0, 100, [10, 11, 12, 30, 50], [0, 1, 2, 0, 1]);
        Assert.Equal(1, spikes.MeanSpikeDistance() / ms, 1e-12);
        Assert.Equal([new Avalanche(1, 1, 3), new Avalanche(3, 1, 1), new Avalanche(5, 1, 1)], Avalanches.OfSpikes(spikes));
        Assert.Equal([new Avalanche(2, 1, 3), new Avalanche(6, 1, 1), new Avalanche(10, 1, 1)], Avalanches.OfSpikes(spikes, 0.5 * ms));
        Assert.Empty(Avalanches.OfSpikes(new SpikeTrains("x", 3, 0.1 * ms, 0, 100, [], [])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Avalanches.OfSpikes(spikes, 11 * ms));
    }

    [Fact]
    public void Independent_spikes_make_avalanches_of_geometric_duration()
    {
        // A bin is active with p = 1 - e^(-1): the mean duration is 1/(1 - p) = e, and its standard deviation sqrt(p)/(1 - p).
        var random = new RandomStream(3, RandomPurpose.SpikeSource, 1);
        int[] counts = new int[50_000];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = (int)random.NextPoisson(1);
        }

        var found = Avalanches.OfCounts(counts);
        double spread = Math.Sqrt(1 - Math.Exp(-1)) * Math.E;
        Assert.Equal(Math.E, found.Average(each => each.Duration), 4 * spread / Math.Sqrt(found.Count));
        Assert.True(found.All(each => each.Size >= each.Duration));
    }
}
