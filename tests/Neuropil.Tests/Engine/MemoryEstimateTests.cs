using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>What a network will take is known before it is made, and refused where there is not as much.</summary>
public class MemoryEstimateTests
{
    public static TheoryData<string, ConnectionRule, Parameter<Conductance>, Parameter<Time>> Networks => new()
    {
        { "shared", new FixedOutDegree(1000), 6 * nS, 1.5 * ms },
        { "drawn", new FixedTotalNumber(2_000_000), Normal(6 * nS, 1 * nS), TruncatedNormal(2 * ms, 1 * ms, 0.1 * ms, 8 * ms) },
        { "drawn delays", new FixedProbability(0.5), 6 * nS, Uniform(0 * ms, 5 * ms) },
        { "unbounded delays", new FixedProbability(0.5), 6 * nS, Gamma(5 * ms, 2 * ms) },
        { "few", new FixedOutDegree(3), Normal(6 * nS, 1 * nS), Uniform(1 * ms, 20 * ms) },
        { "long", new FixedOutDegree(3), 6 * nS, 20_000 * ms },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void An_estimate_is_about_what_is_then_held(string name, ConnectionRule rule, Parameter<Conductance> weight, Parameter<Time> delay)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2000, new LeakyCell()));
        network.Connect(cells, cells, rule, new Exponential("synapse"), weight, delay, name);
        RequireNear(network);
    }

    [Fact]
    public void Synapses_with_state_and_couplings_count_too()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell { Capacitance = Uniform(150 * pF, 250 * pF) }));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("plastic"), 0.5 * nS, Uniform(1 * ms, 3 * ms),
            plasticity: new PairRule("pairs"));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("depressing"), Uniform(0.1 * nS, 1 * nS), release: new Depressing("release"));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("drawn"), 0.1 * nS, Uniform(1 * ms, 3 * ms),
            release: new Depressing("each") { Utilization = Uniform(0.4, 0.6) });
        network.Connect(cells, cells, new FixedProbability(0.1) { SelfConnections = false }, new GapJunction("gap"), Uniform(0.1 * nS, 1 * nS));
        RequireNear(network);
    }

    [Fact]
    public void Equations_of_synapses_are_closed_once_although_the_estimate_reads_them_too()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 10, new LeakyCell()));
        var declarations = new List<string>();
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("e"), 0.5 * nS, release: new Declared("first", declarations));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("e"), 0.5 * nS, release: new Declared("second", declarations));
        using var run = new Simulation(network);
        Assert.Equal(["first", "second"], declarations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_that_are_a_list_or_drawn_take_as_much(bool isList)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell()));
        var pairs = Enumerable.Range(0, 100_000).Select(i => (i / 100, i % 997)).ToArray();
        Parameter<Conductance> weight = isList ? Enumerable.Range(0, pairs.Length).Select(i => i * 0.01 * nS).ToArray() : Uniform(0 * nS, 1 * nS);
        network.Connect(cells, cells, new ExplicitPairs(pairs), new Exponential("e"), weight, 1.5 * ms);
        RequireNear(network);
        Assert.Equal(8 * pairs.Length, Simulation.EstimateMemory(network).Parts.Single(part => part.Name == "synapses").Bytes);
    }

    [Fact]
    public void What_needs_more_than_there_is_is_refused_before_it_is_made_with_the_parts()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1_000_000, new LeakyCell()));
        network.Connect(cells, cells, new FixedOutDegree(1_000_000), new Exponential("synapse"), Normal(6 * nS, 1 * nS), 1.5 * ms);
        long before = AlignedMemory.Live;
        var error = Assert.Throws<MemoryLimitException>(() => new Simulation(network));
        Assert.StartsWith("The network would take about 8 TB: synapses 8 TB, ", error.Message);
        Assert.Contains("; this machine has ", error.Message);
        Assert.EndsWith(" free.", error.Message);
        Assert.InRange(AlignedMemory.Live - before, -1L << 40, 1 << 24);

        var given = Assert.Throws<MemoryLimitException>(() => new Simulation(network, new RunOptions { MemoryLimit = 2_000_000_000 }));
        Assert.EndsWith("; expected at most 2 GB, the limit that was given.", given.Message);
        Assert.Equal(Simulation.EstimateMemory(network).Bytes, given.Estimate.Bytes);
    }

    [Fact]
    public void Traces_beyond_the_memory_are_refused_when_they_would_begin()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell()));
        using var run = new Simulation(network, new RunOptions { MemoryLimit = 10_000_000 });
        run.Record(cells.Trace("V", [.. Enumerable.Range(0, 1000)]));
        run.Advance(10 * ms);
        var error = Assert.Throws<MemoryLimitException>(() => run.Advance(1000 * ms));
        Assert.StartsWith("The traces and means that are recorded would take about 80 MB: ", error.Message);
        Assert.Equal(100, run.Step);
        run.Advance(10 * ms);
    }

    [Fact]
    public void Spikes_that_are_kept_for_late_events_count_too()
    {
        // 200 000 steps: lists of 4 MB for each of two workers.
        var network = new Network();
        var cells = network.Add(new Population("cells", 100, new LeakyCell()));
        network.Connect(cells, cells, new FixedProbability(0.3), new Exponential("late"), 0.5 * nS, plasticity: new Late("late", 20 * second));
        RequireNear(network);
        Assert.True(Simulation.EstimateMemory(network).Parts.Single(part => part.Name == "spikes on their way").Bytes > 1_000_000);
    }

    [Fact]
    public void Weights_set_in_a_run_that_do_not_fit_are_refused_and_nothing_is_changed()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell()));
        var projection = network.Connect(cells, cells, new FixedOutDegree(500), new Exponential("synapse"), 6 * nS, 1.5 * ms, "recurrent");
        long needed = Simulation.EstimateMemory(network).Bytes;
        using var tight = new Simulation(network, new RunOptions { MemoryLimit = needed + 1_000_000 });
        var error = Assert.Throws<MemoryLimitException>(() => tight.Set(projection, "w", Uniform(0 * nS, 1 * nS)));
        Assert.StartsWith("A weight for each synapse of projection 'recurrent' would take about ", error.Message);
        Assert.Contains("synapses made anew 4 MB", error.Message);
        Assert.Contains("weights that are given 2 MB", error.Message);
        Assert.EndsWith(", the limit that was given.", error.Message);
        Assert.Equal(needed + 6_000_000, error.Estimate.Bytes);
        Assert.All(tight.SynapsesOf(projection).In("w", 1 * nS), weight => Assert.Equal(6, weight, 1e-6));
        tight.Set(projection, "w", 5 * nS);
        using var wide = new Simulation(network, new RunOptions { MemoryLimit = needed + 6_000_000 });
        wide.Set(projection, "w", Uniform(0 * nS, 1 * nS));
    }

    [Fact]
    public void A_negative_limit_is_named()
        => Assert.Equal("The memory limit is -1 bytes; expected 0 or more.",
            Assert.Throws<ArgumentException>(() => new Simulation(new Network(), new RunOptions { MemoryLimit = -1 })).Message);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 kB")]
    [InlineData(2_450_000_000, "2.45 GB")]
    [InlineData(123_456_789, "123 MB")]
    [InlineData(999_900, "1 MB")]
    public void Bytes_print_with_three_digits(long bytes, string text) => Assert.Equal(text, ByteText.Of(bytes));

    [Theory]
    [InlineData("256MB", 256_000_000L)]
    [InlineData("1.5 GB", 1_500_000_000L)]
    [InlineData("0 bytes", 0L)]
    [InlineData("12", null)]
    [InlineData("-1 MB", null)]
    [InlineData("MB", null)]
    [InlineData("1e30 PB", null)]
    public void Bytes_are_read_with_their_unit(string text, long? bytes) => Assert.Equal(bytes, ByteText.Parse(text));

    private static void RequireNear(Network network)
    {
        var options = new RunOptions { Threads = 2 };
        var estimate = Simulation.EstimateMemory(network, options);
        using var run = new Simulation(network, options);
        long held = estimate.Parts.Where(part => !part.Name.Contains("built", StringComparison.Ordinal)).Sum(part => part.Bytes);

        // Columns are counted twice, with the values that they are filled from; small blocks and pages of spikes are rounded up.
        long columns = run.State.Blocks.Sum(block => block?.Bytes ?? 0);
        Assert.InRange(held, 0.97 * run.Bytes, (1.03 * run.Bytes) + columns + 200_000);
    }

    private sealed record Late(string Name, Time Delay) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
            => synapse.On(synapse.AfterPresynapticSpike(Delay), synapse.Weight, synapse.Weight * 0.5);
    }

    private sealed record Declared(string Name, List<string> Declarations) : Release(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            Declarations.Add(Name);
            synapse.Emit(1.0);
        }
    }
}
