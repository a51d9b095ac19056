using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// Trains of a Poisson source, whose intervals are drawn for many cells at a time, are those of a slow twin that adds one interval after the other, to
/// the step.
/// </summary>
public class PoissonTwinTests
{
    private const int Cells = 70;

    // 300 kHz is 30 spikes a step; 9 Hz leaves most steps, and some cells, without any.
    [Theory]
    [InlineData(9)]
    [InlineData(900)]
    [InlineData(9_000)]
    [InlineData(300_000)]
    public void Trains_are_those_of_intervals_one_after_the_other(double rate)
    {
        double seconds = rate > 10_000 ? 0.05 : 0.5;
        var trains = Trains(rate, seconds, run => run.Advance(seconds * second));
        Assert.True(trains.Count > 100);
        AssertAre(Twin([(0, rate)], seconds), trains);
    }

    [Fact]
    public void Other_rates_stretch_what_is_left_of_an_interval_and_silence_begins_anew()
    {
        var trains = Trains(800, 0.4, run =>
        {
            run.Advance(100 * ms);
            run.Set(run.Network.Populations[0], "rate", 5 * kHz);
            run.Advance(100 * ms);
            run.Set(run.Network.Populations[0], "rate", 0 * Hz);
            run.Advance(100 * ms);
            run.Set(run.Network.Populations[0], "rate", 900 * Hz);
            run.Advance(100 * ms);
        });
        AssertAre(Twin([(0, 800), (1000, 5000), (2000, 0), (3000, 900)], 0.4), trains);
    }

    [Fact]
    public void A_resumed_run_goes_on_with_the_intervals_of_each_cell()
    {
        using var saved = new MemoryStream();
        using (var first = new Simulation(Network(2000)))
        {
            first.Record(first.Network.Populations[0].Spikes);
            first.Advance(37 * ms);
            first.SaveCheckpoint(saved);
        }

        saved.Position = 0;
        using var second = new Simulation(Network(2000));
        var record = second.Record(second.Network.Populations[0].Spikes);
        second.LoadCheckpoint(saved);
        second.Advance(63 * ms);
        AssertAre(Twin([(0, 2000)], 0.1), record.Trains());
    }

    private static Network Network(double rate)
    {
        var network = new Network { Seed = 5 };
        network.Add(new Population("sources", Cells, new PoissonSource { Rate = rate * Hz }));
        return network;
    }

    private static SpikeTrains Trains(double rate, double seconds, Action<Simulation> advance)
    {
        using var run = new Simulation(Network(rate), new RunOptions { Threads = 2 });
        var record = run.Record(run.Network.Populations[0].Spikes);
        advance(run);
        return record.Trains();
    }

    private static void AssertAre(int[][] expected, SpikeTrains trains)
    {
        for (int cell = 0; cell < Cells; cell++)
        {
            Assert.Equal(expected[cell], trains.StepsOf(cell).ToArray());
        }
    }

    // The steps of each cell's spikes, at rates from a step on.
    private static int[][] Twin((int Step, double Rate)[] rates, double seconds)
        => [.. Enumerable.Range(0, Cells).Select(cell => Twin(cell, rates, seconds).ToArray())];

    private static IEnumerable<int> Twin(int cell, (int Step, double Rate)[] rates, double seconds)
    {
        const double timeStep = 0.1; // ms
        uint drawn = 0;
        double time = double.PositiveInfinity;
        double before = 0;
        for (int i = 0; i < rates.Length; i++)
        {
            var (start, hertz) = rates[i];
            double rate = KernelUnits.FromSi(hertz, Frequency.Dimension);
            double stepsPerSpike = 1 / (rate * timeStep);
            time = rate == 0 ? double.PositiveInfinity
                : before == 0 ? start + (stepsPerSpike * Interval(cell, drawn++)) : start + ((time - start) * (before / rate));
            before = rate;
            double end = i + 1 < rates.Length ? rates[i + 1].Step : seconds * 10_000;
            for (; time <= end; time += stepsPerSpike * Interval(cell, drawn++))
            {
                yield return Math.Max(0, (int)Math.Ceiling(time) - 1);
            }
        }
    }

    // The first number of a stream of its own for each interval, in single lanes.
    private static double Interval(int cell, uint number)
    {
        var stream = new RandomStream(RandomStream.Key(5, RandomPurpose.SpikeSource), RandomStream.Entity(0, 0) + (ulong)cell, number);
        return -ExponentialColumns.Logarithm(System.Runtime.Intrinsics.Vector512.Create(1 - stream.NextDouble()))[0];
    }
}
