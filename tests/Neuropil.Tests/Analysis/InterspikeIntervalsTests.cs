using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class InterspikeIntervalsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public void Gamma_trains_of_order_k_have_a_CV_of_one_over_root_k(int order)
    {
        InterspikeIntervals intervals = RandomTrains.Gamma(200, rateHz: 20, seconds: 50, order).InterspikeIntervals();
        Assert.Equal(200, intervals.Neurons);

        // 200 trains of 1000 intervals: the standard error is below 0.003, the bias of a train below 0.001.
        Assert.Equal(1 / Math.Sqrt(order), intervals.Cv, 0.012);
        Assert.Equal(0.05, intervals.Mean / second, 0.0006);
    }

    [Fact]
    public void Poisson_trains_have_a_CV2_and_a_local_variation_of_one()
    {
        // The contrast of two exponential intervals is uniform in (-1, 1): 2 * 1/2 and 3 * 1/3. The standard errors are below 0.002.
        InterspikeIntervals intervals = RandomTrains.Gamma(200, rateHz: 20, seconds: 50).InterspikeIntervals();
        Assert.Equal(1, intervals.Cv2, 0.01);
        Assert.Equal(1, intervals.LocalVariation, 0.01);
    }

    [Fact]
    public void Regular_trains_have_no_variation()
    {
        InterspikeIntervals intervals = RandomTrains.Regular(3, intervalSteps: 137, spikesEach: 50).InterspikeIntervals();
        Assert.Equal((3, 0.0, 0.0, 0.0), (intervals.Neurons, intervals.Cv, intervals.Cv2, intervals.LocalVariation));
        Assert.Equal(0.0137, intervals.Mean / second, 12);
    }

    [Fact]
    public void A_doublet_train_is_worked_out_by_hand()
    {
        // Intervals 10, 30, 10, 30: mean 20, standard deviation 10; each contrast (30 - 10) / 40 = 1/2.
        var spikes = new SpikeTrains("x", 1, 1 * ms, 0, 100, [0, 10, 40, 50, 80], [0, 0, 0, 0, 0]);
        InterspikeIntervals intervals = spikes.InterspikeIntervals();
        Assert.Equal(0.5, intervals.Cv, 12);
        Assert.Equal(1, intervals.Cv2, 12);
        Assert.Equal(0.75, intervals.LocalVariation, 12);
        Assert.Equal([0.01, 0.03, 0.01, 0.03], spikes.IntervalsSeconds());
    }

    [Fact]
    public void Neurons_with_two_spikes_are_left_out()
    {
        var spikes = new SpikeTrains("x", 2, 1 * ms, 0, 100, [0, 1, 10, 20, 90], [0, 1, 0, 0, 1]);
        Assert.Equal((1, 0.0), (spikes.InterspikeIntervals().Neurons, spikes.InterspikeIntervals().Cv));
    }

    [Fact]
    public void Without_three_spikes_of_any_neuron_there_is_no_CV()
    {
        InterspikeIntervals intervals = new SpikeTrains("x", 2, 1 * ms, 0, 100, [0, 10], [0, 0]).InterspikeIntervals();
        Assert.Equal(0, intervals.Neurons);
        Assert.True(double.IsNaN(intervals.Cv) && double.IsNaN(intervals.Cv2) && double.IsNaN(intervals.Mean / second));
    }

    [Fact]
    public void Three_spikes_in_a_step_say_nothing_and_the_others_count()
    {
        // Intervals 0, 0, 10, 20: the first pair cannot be compared; the contrasts of the others are 1 and 1/3. Neuron 1 has all its spikes in one step.
        var spikes = new SpikeTrains("x", 2, 1 * ms, 0, 100, [0, 0, 0, 5, 5, 5, 10, 30], [0, 0, 0, 1, 1, 1, 0, 0]);
        InterspikeIntervals intervals = spikes.InterspikeIntervals();
        Assert.Equal(4.0 / 3, intervals.Cv2, 12);
        Assert.Equal(5.0 / 3, intervals.LocalVariation, 12);
        Assert.Equal(Math.Sqrt(68.75) / 7.5, intervals.Cv, 12);
    }

    [Fact]
    public void A_fast_Poisson_source_with_several_spikes_in_a_step_has_the_variation_of_its_counts()
    {
        var network = new Network { Seed = 4 };
        var source = network.Add(new Population("source", 20, new PoissonSource { Rate = 1000 * Hz }));
        using var run = new Simulation(network);
        var record = run.Record(source.Spikes);
        run.Advance(5000 * ms);
        InterspikeIntervals intervals = record.Trains().InterspikeIntervals();

        // Whole steps of 0.1 ms make both a little less regular than the exact times, at a mean interval of 1 ms; 20 trains of 5000 intervals.
        Assert.InRange(intervals.Cv2, 0.97, 1.06);
        Assert.InRange(intervals.LocalVariation, 0.97, 1.06);
    }
}
