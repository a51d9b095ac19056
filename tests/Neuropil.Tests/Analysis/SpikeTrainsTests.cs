using System.Security.Cryptography;
using static Neuropil.Units;

namespace Neuropil.Tests.Analysis;

public class SpikeTrainsTests
{
    private static readonly SpikeTrains Few = new("cells", 4, 0.1 * ms, 0, 1000, [0, 0, 102, 500, 999], [1, 3, 1, 0, 1]);

    [Fact]
    public void A_spike_found_in_step_n_has_the_time_at_its_end()
    {
        Assert.Equal(0.0001, Few.TimeOf(0) / second);
        Assert.Equal(0.0103, Few.TimeOf(2) / second); // the nearest double to 10.3 ms, not 103 * 0.0001
        Assert.Equal([0.0001, 0.0103, 0.1], Few.TimesSeconds(neuron: 1));
    }

    [Fact]
    public void Counts_include_the_silent()
    {
        Assert.Equal([1, 3, 0, 1], Few.Counts());
        Assert.Equal(1, Few.SilentCount());
        Assert.Equal(0.25, Few.SilentFraction());
    }

    [Fact]
    public void Rates_divide_by_the_recorded_duration()
    {
        Assert.Equal(5 / (4 * 0.1), Few.MeanRate() / Hz, 12);
        Assert.Equal([10, 30, 0, 10], Few.RatesHz().Select(rate => Math.Round(rate, 9)));
    }

    [Fact]
    public void Trains_of_all_neurons_together_are_all_spikes()
    {
        var pairs = Enumerable.Range(0, 4).SelectMany(neuron => Few.StepsOf(neuron).ToArray().Select(step => (step, neuron))).Order();
        Assert.Equal(Few.Steps.ToArray().Zip(Few.Neurons.ToArray()), pairs);
    }

    [Fact]
    public void A_slice_renumbers_its_neurons()
    {
        SpikeTrains slice = Few.Slice("middle", 1..3);
        Assert.Equal("middle", slice.Name);
        Assert.Equal(2, slice.NeuronCount);
        Assert.Equal([0, 102, 999], slice.Steps.ToArray());
        Assert.Equal([0, 0, 0], slice.Neurons.ToArray());
    }

    [Fact]
    public void A_window_excludes_a_spike_at_its_start_and_includes_one_at_its_end()
    {
        SpikeTrains window = Few.Window(0.0103 * second, 0.1 * second);
        Assert.Equal([500, 999], window.Steps.ToArray());
        Assert.Equal(0.0103, window.Start / second);
        Assert.Equal(0.0897, window.Duration / second, 12);
        Assert.Equal([102], Few.Window(0.0102 * second, 0.0103 * second).Steps.ToArray());
    }

    [Fact]
    public void Two_windows_that_meet_share_no_spike_and_lose_none()
        => Assert.Equal(Few.Count, Few.Window(0 * second, 0.0103 * second).Count + Few.Window(0.0103 * second, 0.1 * second).Count);

    [Fact]
    public void The_hash_is_that_of_the_bytes_of_step_and_neuron()
    {
        byte[] bytes = [0, 1, 0, 0, 3, 0, 0, 0];
        var two = new SpikeTrains("x", 4, 0.1 * ms, 0, 1000, [256], [3]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), two.Hash());
    }

    [Fact]
    public void The_hash_of_no_spikes_is_that_of_nothing()
        => Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new SpikeTrains("x", 4, 0.1 * ms, 0, 10, [], []).Hash());

    [Fact]
    public void The_hash_of_many_spikes_does_not_depend_on_blocks()
    {
        int[] steps = [.. Enumerable.Range(0, 10_000)];
        int[] neurons = [.. steps.Select(step => step % 7)];
        byte[] bytes = [.. steps.Zip(neurons).SelectMany(spike => BitConverter.GetBytes(spike.First).Concat(BitConverter.GetBytes(spike.Second)))];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), new SpikeTrains("x", 7, 0.1 * ms, 0, 10_000, steps, neurons).Hash());
    }

    [Theory]
    [InlineData(new[] { 5, 4 }, new[] { 0, 0 }, "ordered")]
    [InlineData(new[] { 4 }, new[] { 9 }, "neurons 0 to 3")]
    [InlineData(new[] { 1000 }, new[] { 0 }, "step 0 to 999")]
    [InlineData(new[] { 1, 2 }, new[] { 0 }, "2 steps but 1 neurons")]
    public void Spikes_out_of_order_or_range_are_refused(int[] steps, int[] neurons, string expected)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new SpikeTrains("cells", 4, 0.1 * ms, 0, 1000, steps, neurons));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-4)]
    [InlineData(double.NaN)]
    public void A_time_step_that_is_not_positive_is_refused(double timeStep)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeTrains("cells", 4, timeStep * second, 0, 1000, [], []));

    [Fact]
    public void An_unknown_neuron_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Few.TimesSeconds(neuron: 4));
        Assert.Contains("'cells' has neurons 0 to 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_ends_before_it_begins_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Few.Window(0.05 * second, 0.01 * second));
}
