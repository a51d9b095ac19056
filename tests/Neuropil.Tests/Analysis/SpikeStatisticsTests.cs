using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class SpikeStatisticsTests
{
    [Fact]
    public void The_single_pass_gives_what_the_statistics_give_one_by_one()
    {
        SpikeTrains spikes = RandomTrains.Modulated(40, 15, 0.7, 6, 3);
        SpikeStatistics all = spikes.Statistics();
        Assert.Equal(("cells", 40, spikes.Count), (all.Population, all.Neurons, all.Spikes));
        Assert.Equal(spikes.MeanRate(), all.Rate);
        Assert.Equal(spikes.SilentCount(), all.Silent);
        Assert.Equal(spikes.InterspikeIntervals().Cv, all.CvIsi);
        Assert.Equal(spikes.FanoFactor(0.05 * second), all.Fano);
        Assert.Equal(spikes.SynchronyChi(0.005 * second), all.Synchrony);
        Assert.Equal(spikes.PopulationSparseness(), all.Sparseness);
        Assert.Equal(spikes.TimeOf(0), all.FirstSpike);
    }

    [Fact]
    public void Without_spikes_there_are_rates_but_no_ratios()
    {
        SpikeStatistics none = new SpikeTrains("x", 7, 0.1 * ms, 0, 1000, [], []).Statistics();
        Assert.Equal((0, 0.0, 7, 1.0), (none.Spikes, none.Rate / Hz, none.Silent, none.SilentFraction));
        Assert.All([none.CvIsi, none.Fano, none.Synchrony, none.Sparseness, none.FirstSpike / second], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Without_neurons_nothing_is_known_and_nothing_throws()
        => Assert.True(double.IsNaN(new SpikeTrains("x", 0, 0.1 * ms, 0, 0, [], []).Statistics().Rate / Hz));
}
