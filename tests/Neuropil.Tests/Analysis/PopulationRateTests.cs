using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class PopulationRateTests
{
    private static readonly SpikeTrains Few = new("cells", 4, 0.1 * ms, 100, 1150, [100, 199, 200, 899, 1149], [0, 1, 0, 2, 3]);

    [Fact]
    public void Bins_begin_with_the_recording_and_are_rates_per_neuron()
    {
        PopulationRate rate = Few.PopulationRate(0.01 * second);
        Assert.Equal(0.01, rate.Start / second, 12);
        Assert.Equal(0.015, rate.Centre(0) / second, 12);
        double one = 1 / (4 * 0.01);
        Assert.Equal([2 * one, one, 0, 0, 0, 0, 0, one, 0, 0], rate.Values); // the last half bin is left out, with its spike
    }

    [Fact]
    public void The_bin_is_rounded_to_whole_steps()
    {
        Assert.Equal(0.0007, Few.PopulationRate(0.00068 * second).Bin / second, 12);
        Assert.Equal(0.0001, Few.PopulationRate(5e-5 * second).Bin / second, 12);
        Assert.Contains("must last at least a time step, 0.1 ms", Assert.Throws<ArgumentOutOfRangeException>(() => Few.PopulationRate(1e-9 * second)).Message);
    }

    [Fact]
    public void The_mean_over_bins_is_the_mean_rate()
    {
        SpikeTrains spikes = RandomTrains.Gamma(30, 20, 2);
        Assert.Equal(spikes.MeanRate() / Hz, spikes.PopulationRate(0.002 * second).Values.Average(), 9);
    }
}
