using Neuropil.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Delays of a minute: spikes wait as a list, whatever the length of the delay.</summary>
public class LongDelayTests
{
    [Theory]
    [InlineData("Groups")]
    [InlineData("Blocks")]
    [InlineData("Ring")]
    public void A_delay_of_a_minute_takes_little_memory_and_survives_a_resume(string storage)
    {
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(), new RunOptions { Threads = 1 }))
        {
            Assert.InRange(first.Bytes, 0, 40_000_000);
            var spikes = first.Record(first.Network.Populations[1].Spikes);
            first.Advance(59_000 * ms);
            Assert.Equal([20], spikes.Trains().Steps.ToArray());
            first.SaveCheckpoint(file);
            Assert.InRange(file.Length, 0, 20_000);
        }

        file.Position = 0;
        using var second = new Simulation(Build(), new RunOptions { Threads = 2, Storage = Enum.Parse<SynapseStorage>(storage) });
        var later = second.Record(second.Network.Populations[1].Spikes);
        second.LoadCheckpoint(file);
        second.Advance(2000 * ms);
        Assert.Equal([20, 600_010, 600_020], later.Trains().Steps.ToArray());
    }

    // A spike at 1 ms reaches cell 0 after 1 ms and after a minute, and cell 99 a minute later; each time the cell spikes.
    private static Network Build()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 2, new SpikeTimes([(0, 1 * ms), (1, 1 * ms)])));
        var target = network.Add(new Population("target", 100, new LeakyCell()));
        network.Connect(
            source,
            target,
            new ExplicitPairs([(0, 0), (0, 0), (1, 99)]),
            new Delta("kick"),
            20 * mV,
            new[] { 1 * ms, 60.001 * second, 60 * second });
        return network;
    }
}
