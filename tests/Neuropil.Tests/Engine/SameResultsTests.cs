using System.Collections.Concurrent;
using Neuropil.Compiler;
using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Results are a function of the model and the seed alone, to the bit: spikes, traces and means.</summary>
public class SameResultsTests
{
    private static readonly ConcurrentDictionary<(double Delay, Precision Precision), Lazy<string>> References = new();

    /// <summary>Shortest delay in ms (0: a meeting every step; 0.5: every six steps), precision, threads, width, storage.</summary>
    public static TheoryData<double, Precision, int, LaneWidth, string> Variants => new()
    {
        { 0, Precision.Double, 2, LaneWidth.Auto, "Groups" },
        { 0, Precision.Double, 3, LaneWidth.Scalar, "Ring" },
        { 0, Precision.Single, 3, LaneWidth.Scalar, "Auto" },
        { 0.5, Precision.Double, 2, LaneWidth.Bits512, "Groups" },
        { 0.5, Precision.Double, 3, LaneWidth.Bits256, "Ring" },
        { 0.5, Precision.Double, 2, LaneWidth.Auto, "Blocks" },
        { 0.5, Precision.Double, 0, LaneWidth.Bits128, "Groups" },
        { 0.5, Precision.Double, 1, LaneWidth.Scalar, "Ring" },
        { 0.5, Precision.Single, 2, LaneWidth.Bits512, "Groups" },
        { 0.5, Precision.Single, 3, LaneWidth.Bits256, "Ring" },
        { 0.5, Precision.Single, 0, LaneWidth.Bits128, "Auto" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Threads_widths_and_storage_change_nothing(double shortestDelay, Precision precision, int threads, LaneWidth width, string storage)
    {
        var options = new RunOptions { Precision = precision, Threads = threads, Width = width, Storage = Enum.Parse<SynapseStorage>(storage) };
        Assert.Equal(Reference(shortestDelay, precision), MixedNetwork.Run(MixedNetwork.Build(shortestDelay * ms), options));
    }

    [Fact]
    public void The_network_is_active_and_precision_matters()
    {
        using var run = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 1 });
        run.Advance(MixedNetwork.Duration);
        Assert.All(run.SpikeCounts, count => Assert.True(count >= 5, $"only {count} spikes"));
        Assert.True(run.SpikeCounts[0] > 200);
        Assert.NotEqual(Reference(0.5, Precision.Double), Reference(0.5, Precision.Single));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Advancing_in_pieces_is_advancing_at_once(double shortestDelay)
    {
        using var run = new Simulation(MixedNetwork.Build(shortestDelay * ms), new RunOptions { Threads = 2 });
        var records = MixedNetwork.Record(run);
        int[] pieces = [1, 0, 2, 100, 5, 6, 7, 93, 186, 200];
        Assert.Equal(600, pieces.Sum());
        foreach (int steps in pieces)
        {
            Assert.True(run.Advance(steps * run.TimeStep));
        }

        Assert.Equal(Reference(shortestDelay, Precision.Double), records.Hash());
    }

    [Theory]
    [InlineData(0, Precision.Double, 0, "Ring")]
    [InlineData(0.5, Precision.Double, 1, "Ring")]
    [InlineData(0.5, Precision.Double, 299, "Ring")]
    [InlineData(0.5, Precision.Double, 301, "Blocks")]
    [InlineData(0.5, Precision.Single, 301, "Ring")]
    public void A_run_resumed_from_a_checkpoint_is_the_run_that_was_never_stopped(double shortestDelay, Precision precision, int steps, string storage)
    {
        using var file = new MemoryStream();
        var options = new RunOptions { Precision = precision, Threads = 2 };
        using (var first = new Simulation(MixedNetwork.Build(shortestDelay * ms), options))
        {
            MixedNetwork.Record(first);
            first.Advance(steps * first.TimeStep);
            first.SaveCheckpoint(file);
            first.Advance(3 * ms);
        }

        file.Position = 0;
        using var second = new Simulation(MixedNetwork.Build(shortestDelay * ms),
            options with { Threads = 3, Storage = Enum.Parse<SynapseStorage>(storage), Width = LaneWidth.Bits128 });
        var records = MixedNetwork.Record(second);
        second.LoadCheckpoint(file);
        Assert.Equal(steps, second.Step);
        second.Advance(MixedNetwork.Duration - second.Time);
        Assert.Equal(Reference(shortestDelay, precision), records.Hash());
    }

    [Fact]
    public void A_simulation_can_go_back_to_its_own_checkpoint()
    {
        using var file = new MemoryStream();
        using var run = new Simulation(MixedNetwork.Build(0.5 * ms), new RunOptions { Threads = 2 });
        var records = MixedNetwork.Record(run);
        run.Advance(20 * ms);
        run.SaveCheckpoint(file);
        long events = run.SynapticEvents;
        run.Advance(50 * ms);
        file.Position = 0;
        run.LoadCheckpoint(file);
        Assert.Equal(events, run.SynapticEvents);
        run.Advance(40 * ms);
        Assert.Equal(Reference(0.5, Precision.Double), records.Hash());
    }

    private static string Reference(double shortestDelay, Precision precision) => References.GetOrAdd(
        (shortestDelay, precision),
        key => new Lazy<string>(() => MixedNetwork.Run(MixedNetwork.Build(key.Delay * ms), new RunOptions { Precision = key.Precision, Threads = 1 }))).Value;
}
