using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>
/// Groups of synapses that wait in a calendar for the step in which they are due: every target has one synapse, and spikes when and only when that
/// synapse's delay after its source's spike has passed.
/// </summary>
public class DueCalendarTests
{
    private const int Sources = 50;
    private const int SynapsesOfSource = 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_of_more_synapses_than_an_entry_can_tell_arrives_whole(bool weightsDiffer)
    {
        const int many = 140_000; // of the first delay; an entry tells 65 535
        const int others = 10; // of a delay each
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var target = network.Add(new Population("target", many + others, new LeakyCell()));
        int[] targets = [.. Enumerable.Range(0, many + others)];
        network.Connect(
            source,
            target,
            new ExplicitPairs([.. targets.Select(cell => (0, cell))]),
            new Delta("kick"),
            weightsDiffer ? targets.Select(cell => (20 + (cell % 7)) * mV).ToArray() : 20 * mV,
            targets.Select(cell => Math.Max(1, cell - many + 2) * ms).ToArray());
        using var run = new Simulation(network, new RunOptions { Threads = 1 });
        var spikes = run.Record(target.Spikes);
        run.Advance(20 * ms);
        Assert.Equal(
            [.. Enumerable.Range(0, many).Select(cell => (20, cell)), .. Enumerable.Range(0, others).Select(i => (30 + (10 * i), many + i))],
            ArrivalsOf(spikes.Trains()));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void What_is_on_its_way_is_entered_anew_when_a_checkpoint_is_loaded(int threads, int threadsAfter)
    {
        using var used = new Simulation(Build(), new RunOptions { Threads = threadsAfter });
        var later = used.Record(used.Network.Populations[1].Spikes);
        var expected = Expected(used);
        used.Advance(20 * ms); // so that its calendar has entries of its own
        for (int step = 0; step < 150; step += 13)
        {
            using var file = new MemoryStream();
            using (var first = new Simulation(Build(), new RunOptions { Threads = threads }))
            {
                first.Record(first.Network.Populations[1].Spikes);
                first.Advance(step * 0.1 * ms);
                first.SaveCheckpoint(file);
            }

            file.Position = 0;
            used.LoadCheckpoint(file);
            used.Advance((200 - step) * 0.1 * ms);
            Assert.Equal(expected, ArrivalsOf(later.Trains()));
        }
    }

    // Each source spikes once, in one of the steps 1 to 98.
    private static Network Build()
    {
        var network = new Network { Seed = 5 };
        var times = Enumerable.Range(0, Sources).Select(cell => (cell, StepOf(cell) * 0.1 * ms));
        var source = network.Add(new Population("source", Sources, new SpikeTimes([.. times])));
        var target = network.Add(new Population("target", Sources * SynapsesOfSource, new LeakyCell()));
        var pairs = Enumerable.Range(0, Sources * SynapsesOfSource).Select(cell => (cell / SynapsesOfSource, cell));
        network.Connect(source, target, new ExplicitPairs([.. pairs]), new Delta("kick"), 20 * mV, Uniform(0.3 * ms, 6 * ms));
        return network;
    }

    private static int StepOf(int source) => 1 + (source * 37 % 98);

    private static List<(int Step, int Cell)> Expected(Simulation simulation)
    {
        var table = simulation.SynapsesOf(simulation.Network.Projections[0]);
        return [.. table.In("delay", ms).Select((delay, i) => (StepOf(table.Sources[i]) + (int)Math.Round(delay * 10), table.Targets[i])).Order()];
    }

    private static List<(int Step, int Cell)> ArrivalsOf(SpikeTrains trains) => [.. trains.Steps.ToArray().Zip(trains.Neurons.ToArray()).Order()];
}
