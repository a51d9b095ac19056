using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A spike at time zero acts as one that was fired at the end of a step before the first, and is recorded at zero.</summary>
public class SpikeAtZeroTests
{
    public static TheoryData<double, int, string, int> Variants => new()
    {
        { 0, 1, "Auto", -1 }, { 0, 3, "Ring", 0 }, { 0.5, 1, "Auto", -1 }, { 0.5, 2, "Ring", 3 }, { 0.5, 3, "Blocks", 0 }, { 0.5, 2, "Groups", 5 },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void It_arrives_after_its_delay_for_any_threads_storage_and_after_a_resume(double delay, int threads, string storage, int resumedAt)
    {
        var options = new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
        using var file = new MemoryStream();
        if (resumedAt >= 0)
        {
            using var first = new Simulation(Build(delay), options);
            Record(first);
            first.Advance(resumedAt * first.TimeStep);
            first.SaveCheckpoint(file);
            file.Position = 0;
        }

        using var run = new Simulation(Build(delay), options);
        var (spikes, plain, plastic) = Record(run);
        if (resumedAt >= 0)
        {
            run.LoadCheckpoint(file);
        }

        run.Advance((2 * ms) - run.Time);
        Assert.Equal([0, 0.001], spikes.Trains().TimesSeconds(1));
        Assert.Equal(4, spikes.Trains().Count);
        Assert.Equal(4, run.SpikeCounts[0]);

        // g(t) = w exp(-(t - delay)/5 ms) from the delay on, until the second spike arrives; the plastic synapse's weight grows at each spike of its source.
        var (g, h) = (plain.Traces().Columns[0].Values, plastic.Traces().Columns[0].Values);
        int arrival = (int)Math.Round(delay / 0.1);
        for (int sample = 0; sample < 10 + arrival; sample++)
        {
            double decayed = sample < arrival ? 0 : Math.Exp(-0.1 * (sample - arrival) / 5);
            Assert.Equal(decayed, g[sample], 1e-12);
            Assert.Equal(2 * decayed, h[sample], 1e-12);
        }

        Assert.Equal(g[9 + arrival] * Math.Exp(-0.02) + 1, g[10 + arrival], 1e-12);
        Assert.Equal(h[9 + arrival] * Math.Exp(-0.02) + 2.5, h[10 + arrival], 1e-12);
    }

    [Fact]
    public void It_counts_in_the_first_bin_and_window_and_survives_a_file()
    {
        using var run = new Simulation(Build(0));
        var (spikes, _, _) = Record(run);
        run.Advance(2 * ms);
        var trains = spikes.Trains();
        Assert.Equal([-1, -1], trains.Steps[..2].ToArray());
        var rate = trains.PopulationRate(0.1 * ms).Values;
        Assert.Equal(2 / 0.0001 / 3, rate[0], 1e-9);
        Assert.Equal(0, rate[1]);
        Assert.Equal(2, trains.Window(0 * ms, 0.5 * ms).Count);
        Assert.Equal(0, trains.Window(0.1 * ms, 0.5 * ms).Count);
        Assert.True(trains.Statistics().FirstSpike == 0 * ms);
    }

    private static (SpikeRecord Spikes, TraceRecord Plain, TraceRecord Plastic) Record(Simulation run)
        => (run.Record(run.Network.Populations[0].Spikes), run.Record(run.Network.Populations[1].Trace("plain.g", 0)),
            run.Record(run.Network.Populations[1].Trace("plastic.g", 0)));

    private static Network Build(double delay)
    {
        var network = new Network();
        var sources = network.Add(new Population("sources", 3, new SpikeTimes([(1, 0 * ms), (1, 1 * ms), (2, 1 * ms), (0, 0 * ms)])));
        var target = network.Add(new Population("target", 1, new LeakyCell { Threshold = 1 * volt }));
        var (first, all) = (sources.Slice("one", 1..2), target.All);
        var rule = new EquationPlasticity("growth", "on spike: w = w + 0.5 nS");
        network.Connect(first, all, new AllToAll(), new Exponential("plain"), 1 * nS, delay * ms);
        network.Connect(first, all, new AllToAll(), new Exponential("plastic"), 2 * nS, delay * ms, name: "growing", plasticity: rule);
        return network;
    }
}
