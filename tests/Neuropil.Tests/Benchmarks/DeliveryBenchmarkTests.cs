using Neuropil.Benchmarks;
using Neuropil.Experiments;

namespace Neuropil.Tests.Benchmarks;

/// <summary>The loops written by hand are a limit only if they do the same work: no speed is tested here.</summary>
public class DeliveryBenchmarkTests
{
    private static readonly DeliveryLoad Small = new(Sources: 60, Targets: 37, RowLength: 93, ShortestDelay: 2, LongestDelay: 15);
    private static readonly BenchmarkContext Context = new(Threads: 1, Precision.Double, Progress.None, CancellationToken.None);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void Every_layout_by_hand_brings_each_spike_to_each_target_when_it_is_due(int delaysOfGroup)
    {
        const int Steps = 80;
        var spikes = new SpikeSchedule(Small.Sources, (0, 3), (7, 30), (20, 10));
        double[][] expected = Plainly(Small, spikes, Steps);

        using var layout = new HandWrittenDelivery(Small, spikes, delaysOfGroup);
        long events = 0;
        for (int step = 0; step < Steps; step++)
        {
            events += layout.Run(1);
            Assert.Equal(expected[step], layout.Voltage.ToArray(), (a, b) => Math.Abs(a - b) <= 1e-12 * 100);
        }

        Assert.Equal((long)spikes.Count * Small.RowLength, events);
    }

    [Fact]
    public void Delays_and_targets_are_drawn_evenly_and_weights_stay_in_their_bounds()
    {
        var load = Small with { RowLength = 50_000 };
        var row = load.Draw(source: 3).ToArray();

        // 14 delays and 37 targets: the count of each lies within 4.5 standard deviations.
        AssertEven(row.GroupBy(synapse => synapse.Delay - load.ShortestDelay), load.Delays);
        AssertEven(row.GroupBy(synapse => synapse.Target), load.Targets);
        double unit = DeliveryLoad.Resolution * (1 << IDrawnRows.WeightShift) / DeliveryLoad.MeanWeight;
        Assert.All(row, synapse => Assert.InRange(synapse.Weight * unit, 0.9 - unit, 1.1));
    }

    [Fact]
    public void The_simulation_has_as_many_synaptic_events_as_the_loop_by_hand()
    {
        var spikes = new SpikeSchedule(Small.Sources, (7, 30));
        using var simulation = new SimulatedDelivery(Small, spikes, Context);
        using var byHand = new HandWrittenDelivery(Small, spikes, delaysOfGroup: 1);

        Assert.Equal(byHand.Run(60), simulation.Run(60));
    }

    [Theory]
    [InlineData(Precision.Double, 1)]
    [InlineData(Precision.Single, 2)]
    public void The_benchmark_has_a_row_of_the_simulation_and_of_the_limit_for_each_case(Precision precision, int threads)
    {
        var benchmark = new DeliveryBenchmark(Small, [new(3, Steps: 5, Turns: 2), new(9, Steps: 4, Turns: 2)]);
        var rows = benchmark.Run(Context with { Precision = precision, Threads = threads }).ToList();

        Assert.Equal(
            ["cells alone", "drawn delays, 3 spikes", "drawn delays, 9 spikes", "equal delays, 3 spikes"],
            rows.Where(row => row.Variant.StartsWith("simulation, ", StringComparison.Ordinal)).Select(row => row.Variant["simulation, ".Length..]));
        Assert.Equal(
            ["cells alone", "drawn delays, 3 spikes", "drawn delays, 9 spikes", "equal delays, 3 spikes"],
            rows.Where(row => row.Variant.StartsWith("handwritten, ", StringComparison.Ordinal) && !row.Variant.Contains("groups", StringComparison.Ordinal)
                && !row.Variant.Contains("whole", StringComparison.Ordinal)).Select(row => row.Variant["handwritten, ".Length..]));
        Assert.All(rows.Where(row => row.Variant.StartsWith("simulation", StringComparison.Ordinal)),
            row => Assert.Equal((precision, threads), (row.Precision, row.Threads)));
        Assert.All(rows.Skip(2), row => Assert.True(row.SynapticEvents > 0 && row.Synapses == Small.Synapses));
        Assert.All(rows, row => Assert.True(row.CpuSeconds >= 0 && row.RunSeconds > 0));
    }

    // Every spike to every synapse of its row, one by one; the cell's equation as in textbooks.
    private static double[][] Plainly(DeliveryLoad load, SpikeSchedule spikes, int steps)
    {
        double[,] arriving = new double[steps, load.Targets];
        for (int step = 0; step < steps; step++)
        {
            foreach (int source in spikes[step])
            {
                foreach (var synapse in load.Draw(source).ToArray().Where(synapse => step + 1 + synapse.Delay < steps))
                {
                    arriving[step + 1 + synapse.Delay, synapse.Target] += synapse.Weight * (double)(1 << IDrawnRows.WeightShift) * DeliveryLoad.Resolution;
                }
            }
        }

        double[] voltage = Enumerable.Repeat(-60.0, load.Targets).ToArray();
        return Enumerable.Range(0, steps).Select(step =>
        {
            for (int cell = 0; cell < load.Targets; cell++)
            {
                voltage[cell] = -60 + ((voltage[cell] + 60) * Math.Exp(-0.1 / 20)) + arriving[step, cell];
            }

            return voltage.ToArray();
        }).ToArray();
    }

    private static void AssertEven<T>(IEnumerable<IGrouping<T, DrawnSynapse>> groups, int count)
    {
        var counts = groups.Select(group => group.Count()).ToList();
        double expected = counts.Sum() / (double)count;
        Assert.Equal(count, counts.Count);
        Assert.All(counts, each => Assert.InRange(each, expected - (4.5 * Math.Sqrt(expected)), expected + (4.5 * Math.Sqrt(expected))));
    }
}
