using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>What changes between two steps do, against closed forms and independently built networks.</summary>
public class ChangeTests
{
    private const double Tau = 20; // ms, of a LeakyCell

    [Theory]
    [InlineData(Backend.Simd)]
    [InlineData(Backend.Interpreter)]
    public void A_current_switched_on_charges_the_membrane_from_then_on(Backend backend)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyCell { Inputs = [new ConstantCurrent { Amplitude = 0 * pA }] }));
        using var run = new Simulation(network, new RunOptions { Method = Integrators.ExactLinear, Backend = backend });
        run.Advance(10 * ms);
        run.Set(cells.Slice("some", 1..), "amplitude", new[] { 50 * pA, 100 * pA });
        run.Advance(15 * ms);
        double charged = 1 - Math.Exp(-15 / Tau);
        Assert.Equal([-65, -65 + (5 * charged), -65 + (10 * charged)], run.Values(cells, "V").In(mV), Within(1e-9));
        run.Set(cells, "amplitude", 0 * pA);
        run.Advance(5 * ms);
        Assert.Equal(-65 + (10 * charged * Math.Exp(-5 / Tau)), run.Values(cells, "V").In(mV)[2], 1e-9);
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void A_state_that_is_set_goes_on_from_there(Precision precision)
    {
        var options = new RunOptions { Precision = precision };
        using var run = new Simulation(Passive(), options);
        run.Advance(7 * ms);
        run.Set(run.Network.Populations[0], "V", -52 * mV);
        run.Advance(8 * ms);

        var built = Passive();
        built.Populations[0].Initial["V"] = -52 * mV;
        using var started = new Simulation(built, options);
        started.Advance(8 * ms);
        Assert.Equal(started.Values(built.Populations[0], "V").In(mV), run.Values(run.Network.Populations[0], "V").In(mV));

        static Network Passive()
        {
            var network = new Network();
            var cells = network.Add(new Population("cells", 70, new LeakyCell()));
            network.Connect(cells, cells, new FixedProbability(0.1) { SelfConnections = false }, new GapJunction("junction"), 1 * nS); // reads V at once
            return network;
        }
    }

    [Fact]
    public void States_that_are_drawn_again_are_others_and_before_the_first_step_those_of_the_start()
    {
        var draw = Distributions.Uniform(-65 * mV, -55 * mV);
        var network = new Network();
        var cells = network.Add(new Population("cells", 10, new LeakyCell()));
        var declared = network.Add(new Population("declared", 10, new LeakyCell()) { Initial = { ["V"] = draw } });
        using var run = new Simulation(network);
        double[] start = run.Values(declared, "V").In(mV);
        run.Set(declared, "V", -60 * mV);
        run.Set(declared, "V", draw);
        run.Set(cells, "V", draw);
        Assert.Equal(start, run.Values(declared, "V").In(mV));
        double[] first = run.Values(cells, "V").In(mV);
        run.Advance(1 * ms);
        run.Set(cells.Slice("some", 4..), "V", draw);
        double[] later = run.Values(cells, "V").In(mV);
        run.Set(cells, "V", draw);
        Assert.Equal(later[4..], run.Values(cells, "V").In(mV)[4..]); // a cell's draw does not depend on the slice
        Assert.Empty(first.Intersect(run.Values(cells, "V").In(mV)));
    }

    [Fact]
    public void At_another_rate_time_runs_faster_for_a_source()
    {
        var (plain, _) = Trains(run => { });
        var (faster, later) = Trains(run => run.Set(run.Network.Populations[0], "rate", 100 * Hz));
        Assert.True(plain.Length > 1000 && later > 0);
        var stretched = plain.Where(time => time >= 100).Select(time => 100 + ((time - 100) / 4)).Where(time => time < 200);
        double[] expected = [.. plain.Where(time => time < 100), .. stretched];
        Assert.Equal(expected.Length, faster.Length, 2.0);
        double[] sorted = [.. expected.Order()];
        Assert.All(sorted.Zip(faster).SkipLast(2), pair => Assert.Equal(pair.First, pair.Second, 0.11)); // a step: both are on the grid

        static (double[] Times, int After) Trains(Action<Simulation> change)
        {
            var network = new Network { Seed = 2 };
            var source = network.Add(new Population("source", 100, new PoissonSource { Rate = 25 * Hz }));
            using var run = new Simulation(network);
            var spikes = run.Record(source.Spikes);
            run.Advance(100 * ms);
            change(run);
            run.Advance(500 * ms);
            double[] all = [.. spikes.Trains().Steps.ToArray().Select(step => (step + 1) * 0.1)];
            bool isChanged = run.Values(source, "rate").In(Hz)[0] != 25;
            return ([.. all.Where(time => !isChanged || time < 200)], all.Count(time => time >= 100));
        }
    }

    [Fact]
    public void A_silent_source_that_is_switched_on_fires_at_its_rate()
    {
        var network = new Network { Seed = 8 };
        var source = network.Add(new Population("source", 500, new PoissonSource { Rate = 0 * Hz }));
        using var run = new Simulation(network);
        run.Advance(100 * ms);
        Assert.Equal(0, run.SpikeCounts[0]);
        run.Set(source, "rate", 40 * Hz);
        run.Advance(1000 * ms);
        Assert.InRange(run.SpikeCounts[0], 20_000 - (4 * Math.Sqrt(20_000)), 20_000 + (4 * Math.Sqrt(20_000))); // 6e-5 of all seeds are beyond
        run.Set(source, "rate", 0 * Hz);
        long before = run.SpikeCounts[0];
        run.Advance(100 * ms);
        Assert.Equal(before, run.SpikeCounts[0]);
    }

    [Theory]
    [InlineData("Groups", false)]
    [InlineData("Ring", false)]
    [InlineData("Blocks", false)]
    [InlineData("Auto", true)]
    public void A_spike_on_its_way_finds_the_weight_that_the_synapse_has_when_it_arrives(string storage, bool isPlastic)
    {
        // A spike at 1 ms, delays of 2, 3 and 5 ms: the first is there before the weights change at 3.5 ms.
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var cells = network.Add(new Population("cells", 3, new LeakyCell()));
        var synapses = network.Connect(source, cells, new ExplicitPairs([(0, 0), (0, 1), (0, 2)]), new Exponential("excitation") { Decay = 5 * ms },
            new[] { 1 * nS, 1 * nS, 1 * nS }, new[] { 2 * ms, 3 * ms, 5 * ms }, plasticity: isPlastic ? new PairRule("pairs") { Largest = 100 * nS } : null);
        using var run = new Simulation(network, new RunOptions { Storage = Enum.Parse<SynapseStorage>(storage) });
        run.Advance(3.5 * ms);
        run.Set(synapses, "w", new[] { 7 * nS, 8 * nS, 9 * nS });
        Assert.Equal([7, 8, 9], run.SynapsesOf(synapses).In("w", nS));
        run.Advance(6.5 * ms);
        double[] expected = [Decayed(1, 10 - 3.1), Decayed(8, 10 - 4.1), Decayed(9, 10 - 6.1)]; // arrival and decay are within a step, see the guide
        Assert.Equal(expected, run.Values(cells, "excitation.g").In(nS), Within(1e-9));

        static double Decayed(double weight, double time) => weight * Math.Exp(-time / 5);
    }

    [Fact]
    public void What_dendrites_carry_keeps_its_size_when_the_units_of_the_port_move()
    {
        double[] Conductance(bool isChanged)
        {
            var network = new Network();
            var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
            var cells = network.Add(new Population("cells", 2, new LeakyCell { Threshold = 1 * volt }));
            network.Connect(source, cells, new AllToAll(), new Exponential("excitation"), 0.7 * nS, 0.5 * ms, plasticity: new PairRule("pairs"),
                dendriticDelay: 4 * ms);
            var strong = network.Connect(cells, cells, new AllToAll(), new Exponential("excitation"), 0.01 * nS, 0.5 * ms, "strong");
            using var run = new Simulation(network);
            run.Advance(3 * ms); // the synapse has acted, the soma has felt nothing
            Assert.Equal([0, 0], run.Values(cells, "excitation.g").In(nS));
            if (isChanged)
            {
                run.Set(strong, "w", 1e6 * nS);
                run.Set(strong, "w", 300 * nS);
            }

            run.Advance(4 * ms);
            return run.Values(cells, "excitation.g").In(nS);
        }

        double[] plain = Conductance(false);
        Assert.True(plain[0] > 0.5);

        // The coarsest unit, with 1e6 nS and an in-degree of three, is 2^-(45 - 2 - 20) nS.
        Assert.Equal(plain, Conductance(true), Within(Math.ScaleB(1, -22)));
    }

    [Fact]
    public void Room_is_made_for_plastic_weights_without_bounds_and_bounds_are_kept_by_name()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms), (0, 3 * ms)])));
        var cells = network.Add(new Population("cells", 1, new LeakyCell { Threshold = 1 * volt }));
        var free = network.Connect(source, cells, new AllToAll(), new Exponential("excitation") { Decay = 1000 * ms }, 0.01 * nS, name: "free",
            plasticity: new EquationPlasticity("growth", "on spike: w = w + 0 nS"));
        var bounded = network.Connect(source, cells, new AllToAll(), new Exponential("other"), 0.5 * nS, name: "bounded",
            plasticity: new PairRule("pairs"));
        using var run = new Simulation(network);
        run.Advance(2 * ms);
        run.Set(free, "w", 5000 * nS); // 64 times the first weight is 0.64 nS
        run.Advance(2 * ms);
        Assert.Equal(5000 * Math.Exp(-0.0009) + (0.01 * Math.Exp(-0.0029)), run.Values(cells, "excitation.g").In(nS)[0], 1e-3);
        string message = Assert.Throws<ArgumentException>(() => run.Set(bounded, "w", 1.5 * nS)).Message;
        Assert.Contains("'bounded'", message, StringComparison.Ordinal);
        Assert.Contains("1.5 nS", message, StringComparison.Ordinal);
        Assert.Contains("1 nS", message, StringComparison.Ordinal);
        Assert.Equal([0.5], run.SynapsesOf(bounded).In("w", nS));
    }

    [Fact]
    public void A_time_constant_that_is_changed_counts_from_the_change()
    {
        // R relaxes from 0.5 after the spike at 1 ms: ten ms with 300 ms, then ten ms with 20 ms.
        var network = new Network();
        var source = network.Add(new Population("source", 2, new SpikeTimes([(0, 1 * ms)])));
        var cells = network.Add(new Population("cells", 2, new LeakyCell()));
        var synapses = network.Connect(source, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, release: new Depressing("release"));
        using var run = new Simulation(network);
        run.Advance(11 * ms);
        run.Set(synapses, "recovery", 20 * ms);
        run.Advance(10 * ms);
        double left = 0.5 * Math.Exp(-10.0 / 300) * Math.Exp(-10.0 / 20);
        Assert.Equal([1 - left, 1 - left, 1, 1], run.SynapsesOf(synapses).Numbers("R"), Within(1e-9));
        run.Set(synapses, "R", new[] { 0.25, 0.75 });
        Assert.Equal([0.25, 0.25, 0.75, 0.75], run.SynapsesOf(synapses).Numbers("R"));
    }

    [Fact]
    public void Synapses_read_their_targets_with_the_parameters_that_these_have_now()
    {
        // Each spike adds 0.001/mV times the leak's driving force to the weight: 10 nS (E - V) with V at -65 mV.
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms), (0, 1.2 * ms)])));
        var cells = network.Add(new Population("cells", 2, new LeakyCell { Capacitance = 1 * uF }));
        var synapses = network.Connect(source, cells, new AllToAll(), new Exponential("excitation"), 1 * nS, name: "reading",
            plasticity: new EquationPlasticity("rule", """
                I = target.leak : pA
                on spike: w = w + I/(1000 mV)
                """));
        using var run = new Simulation(network);
        run.Advance(1.1 * ms);
        Assert.Equal([1, 1], run.SynapsesOf(synapses).In("w", nS), Within(1e-12));
        run.Set(cells, "rest", -45 * mV);
        string message = Assert.Throws<ArgumentException>(() => run.Set(cells, "rest", new[] { -45 * mV, -65 * mV })).Message;
        Assert.Contains("'reading'", message, StringComparison.Ordinal);
        Assert.Contains("'rest'", message, StringComparison.Ordinal);
        run.Advance(0.3 * ms);
        Assert.Equal([1.2, 1.2], run.SynapsesOf(synapses).In("w", nS), Within(1e-6));
        Assert.Equal([-45, -45], run.Values(cells, "rest").In(mV));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Lesioned_cells_send_nothing_and_the_others_are_as_if_their_weights_were_zero(int threads)
    {
        string Others(Action<Simulation> change)
        {
            using var run = new Simulation(new ChangingNetwork { Recurrent = 20 * nS }.Build(), new RunOptions { Threads = threads });
            var others = run.Record(run.Network.Populations[1].Spikes);
            change(run);
            run.Advance(ChangingNetwork.Duration);
            return $"{others.Count} {others.Trains().Hash()}";
        }

        // Noise acts by two projections: by static synapses and by plastic ones, whose weights are held at zero in the other run.
        string lesioned = Others(run => run.Lesion(run.Network.Find("noise")));
        string silent = Others(run => run.Set(run.Network.Find("noise"), "rate", 0 * Hz));
        Assert.Equal(silent, lesioned);
        Assert.NotEqual(Others(_ => { }), lesioned);

        using var some = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = threads });
        var spikes = some.Record(some.Network.Populations[0].Spikes);
        some.Advance(20 * ms);
        some.Lesion(some.Network.Find("cells").Slice("some", 60..70));
        some.Advance(40 * ms);
        var trains = spikes.Trains();
        int[] late = [.. trains.Neurons.ToArray().Where((_, i) => trains.Steps[i] >= 200)];
        Assert.True(late.Length > 10);
        Assert.DoesNotContain(late, cell => cell is >= 60 and < 70);
        Assert.Contains(trains.Neurons.ToArray(), cell => cell is >= 60 and < 70);
    }

    [Fact]
    public void A_projection_cut_before_the_first_step_was_never_there()
    {
        foreach (var receptor in new Exponential[] { new("excitation"), new("other") })
        {
            using var cut = new Simulation(With(receptor, isThere: true));
            using var without = new Simulation(With(receptor, isThere: false));
            cut.Lesion(cut.Network.Projections[^1]);
            Assert.Equal(without.Synapses, cut.Synapses);
            Assert.Equal(0, cut.SynapsesOf(cut.Network.Projections[^1]).Count);
            Assert.Equal(Hash(without), Hash(cut));
            Assert.Equal(without.SynapticEvents, cut.SynapticEvents);
        }

        static Network With(Exponential receptor, bool isThere)
        {
            var network = new ChangingNetwork().Build();
            if (isThere)
            {
                network.Connect(network.Populations[2], network.Populations[0], new FixedProbability(0.5), receptor, Distributions.Uniform(0 * nS, 900 * nS),
                    Distributions.Uniform(0.2 * ms, 2 * ms), "last");
            }

            return network;
        }

        static string Hash(Simulation run)
        {
            var records = run.Network.Populations.Select(population => run.Record(population.Spikes)).ToList();
            run.Advance(ChangingNetwork.Duration);
            return string.Concat(records.Select(record => record.Trains().Hash()));
        }
    }

    [Fact]
    public void What_was_on_its_way_through_a_cut_projection_does_not_arrive()
    {
        foreach (var plasticity in new Plasticity?[] { null, new PairRule("pairs") })
        {
            var network = new Network();
            var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
            var cells = network.Add(new Population("cells", 1, new LeakyCell()));
            var synapses = network.Connect(source, cells, new AllToAll(), new Exponential("excitation"), 0.5 * nS, 1 * ms, plasticity: plasticity,
                dendriticDelay: 3 * ms);
            using var run = new Simulation(network);
            run.Advance(3 * ms);
            run.Lesion(synapses);
            run.Advance(5 * ms);
            Assert.Equal([0], run.Values(cells, "excitation.g").In(nS));
            Assert.Contains("is cut", Assert.Throws<InvalidOperationException>(() => run.Set(synapses, "w", 1 * nS)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_step_allocates_no_more_than_that_of_a_model_built_so()
    {
        using var built = new Simulation(ChangingNetwork.Other.Build(), new RunOptions { Threads = 1 });
        using var run = new Simulation(new ChangingNetwork().Build(), new RunOptions { Threads = 1 });
        ChangingNetwork.Other.Give(run);
        built.Advance(20 * ms);
        run.Advance(20 * ms);
        long own = Allocated(run, 20);
        long other = Allocated(built, 20);
        Assert.True(own <= other + 1000, $"{own} bytes in 20 ms, and {other} where it was built so");

        static long Allocated(Simulation run, double milliseconds)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run.Advance(milliseconds * ms);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Func<double, double, bool> Within(double tolerance) => (one, other) => Math.Abs(one - other) <= tolerance;
}
