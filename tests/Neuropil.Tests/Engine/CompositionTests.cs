using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>The same cell gives the same bits in every company, and names do not matter.</summary>
public class CompositionTests
{
    private const int Steps = 400;
    private const int Chosen = 137;

    [Fact]
    public void A_cell_alone_in_a_population_and_in_a_network_gives_the_same_bits()
    {
        var initial = Enumerable.Range(0, 200).Select(cell => (-66 + (cell * 0.05)) * mV).ToArray();
        double[] alone = Voltage(new Network(), 1, [initial[Chosen]], cell: 0, threads: 1);
        Assert.Contains(alone, value => value > 0); // it spikes
        Assert.Equal(alone, Voltage(new Network(), 200, initial, Chosen, threads: 3));

        var network = new Network();
        network.Add(new Population("others", 70, new LeakyCell()));
        network.Add(new Population("sources", 10, new PoissonSource()));
        Assert.Equal(alone, Voltage(network, 200, initial, Chosen, threads: 2));
    }

    [Fact]
    public void Relabelled_cells_give_relabelled_spikes()
    {
        // Weights are whole nS, so that sums are exact and their order has no say.
        var random = new Xoshiro256(5);
        var contacts = Enumerable.Range(0, 2000).Select(_ => ((int)(random.Next() % 100), (int)(random.Next() % 100))).ToList();
        var initial = Enumerable.Range(0, 100).Select(cell => -65 + (cell * 0.15)).ToArray();
        int[] label = Enumerable.Range(0, 100).Select(cell => (cell * 37) % 100).ToArray();
        var plain = Spikes(contacts, initial);
        var relabelled = Spikes(contacts.ConvertAll(pair => (label[pair.Item1], label[pair.Item2])),
            [.. label.Select((_, cell) => initial[Array.IndexOf(label, cell)])]);
        Assert.True(plain.Count > 100);
        Assert.Equal(plain.Select(spike => (spike.Step, Cell: label[spike.Cell])).Order(), relabelled.Order());
    }

    [Fact]
    public void The_order_of_projections_onto_different_receptors_does_not_matter()
    {
        Assert.Equal(Hash(excitationFirst: true), Hash(excitationFirst: false));

        static string Hash(bool excitationFirst)
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 100, new LeakyCell { Rest = -47 * mV }));
            var everyone = Enumerable.Range(0, 100).Select(cell => (cell, (cell * 13) % 100)).ToList();
            void Excite() => network.Connect(cells, cells, new ExplicitPairs(everyone), new Exponential("excitation"), 1 * nS);
            void Inhibit() => network.Connect(cells, cells, new ExplicitPairs(everyone), new Exponential("inhibition") { Reversal = -80 * mV }, 2 * nS);
            Action[] order = excitationFirst ? [Excite, Inhibit] : [Inhibit, Excite];
            Array.ForEach(order, connect => connect());
            using var run = new Simulation(network);
            var spikes = run.Record(cells.Spikes);
            run.Advance(100 * ms);
            return spikes.Trains().Hash();
        }
    }

    [Fact]
    public void A_projection_from_two_slices_is_that_from_the_whole()
    {
        Assert.Equal(Hash(Range.All), Hash(..40, 40..));

        static string Hash(params Range[] slices)
        {
            var network = new Network();
            var source = network.Add(new Population("source", 100, new PoissonSource { Rate = 100 * Hz }));
            var target = network.Add(new Population("target", 100, new LeakyCell()));
            foreach (var range in slices)
            {
                var slice = source.Slice($"sources {range}", range);
                var pairs = Enumerable.Range(slice.Start, slice.Count)
                    .SelectMany(cell => new[] { (cell - slice.Start, cell), (cell - slice.Start, (7 * cell) % 100) });
                network.Connect(slice, target, new ExplicitPairs([.. pairs]), new Exponential("excitation"), 8 * nS, 1 * ms);
            }

            using var run = new Simulation(network);
            var spikes = run.Record(target.Spikes);
            run.Advance(100 * ms);
            Assert.True(spikes.Count > 20);
            return spikes.Trains().Hash();
        }
    }

    [Fact]
    public void Equal_receptors_are_one_and_their_weights_add()
    {
        Assert.Equal(Conductance([3 * nS]), Conductance([1 * nS, 2 * nS]));

        static double[] Conductance(Conductance[] weights)
        {
            var network = new Network();
            var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
            var target = network.Add(new Population("target", 1, new LeakyCell()));
            foreach (var weight in weights)
            {
                network.Connect(source, target, new OneToOne(), new Exponential("excitation") { Decay = 3 * ms }, weight);
            }

            using var run = new Simulation(network);
            var trace = run.Record(target.Trace("excitation.g", 0));
            run.Advance(5 * ms);
            return trace.Traces().Columns[0].Values.ToArray();
        }
    }

    private static double[] Voltage(Network network, int size, Voltage[] initial, int cell, int threads)
    {
        var cells = network.Add(new Population("cells", size, TutorialNetwork.Cell(0 * mV)) { Initial = { ["V"] = initial, ["h"] = 0 } });
        using var run = new Simulation(network, new RunOptions { Threads = threads });
        var trace = run.Record(cells.Trace("V", cell));
        run.Advance(Steps * run.TimeStep);
        return trace.Traces().Columns[0].Values.ToArray();
    }

    private static List<(int Step, int Cell)> Spikes(List<(int, int)> contacts, double[] initial)
    {
        var network = new Network();
        var cells = network.Add(
            new Population("cells", 100, new LeakyCell { Rest = -48 * mV }) { Initial = { ["V"] = Array.ConvertAll(initial, value => value * mV) } });
        network.Connect(cells, cells, new ExplicitPairs(contacts), new Exponential("excitation"), 1 * nS, 1 * ms);
        using var run = new Simulation(network);
        var record = run.Record(cells.Spikes);
        run.Advance(100 * ms);
        var trains = record.Trains();
        return [.. trains.Steps.ToArray().Zip(trains.Neurons.ToArray())];
    }
}
