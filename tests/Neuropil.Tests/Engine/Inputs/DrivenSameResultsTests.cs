using Neuropil.Compiler;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Inputs;

/// <summary>Results of a network with every kind of input are a function of the model and the seed alone, to the bit.</summary>
public class DrivenSameResultsTests
{
    private static readonly Time Duration = 40 * ms;

    [Theory]
    [InlineData(Precision.Double, 2, LaneWidth.Auto)]
    [InlineData(Precision.Double, 3, LaneWidth.Scalar)]
    [InlineData(Precision.Double, 1, LaneWidth.Bits128)]
    [InlineData(Precision.Double, 2, LaneWidth.Bits256)]
    [InlineData(Precision.Single, 3, LaneWidth.Bits512)]
    [InlineData(Precision.Single, 2, LaneWidth.Scalar)]
    public void Threads_and_widths_change_nothing(Precision precision, int threads, LaneWidth width)
        => Assert.Equal(
            Hash(new RunOptions { Precision = precision, Threads = 1 }), Hash(new RunOptions { Precision = precision, Threads = threads, Width = width }));

    [Fact]
    public void A_resumed_run_is_the_run_that_was_never_stopped()
    {
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(), new RunOptions { Threads = 2 }))
        {
            _ = Records(first);
            first.Advance(13.3 * ms);
            first.SaveCheckpoint(file);
        }

        file.Position = 0;
        using var second = new Simulation(Build(), new RunOptions { Threads = 3, Width = LaneWidth.Bits128 });
        var records = Records(second);
        second.LoadCheckpoint(file);
        second.Advance(Duration - second.Time);
        Assert.Equal(Hash(new RunOptions { Threads = 1 }), Hash(records));
    }

    [Fact]
    public void Another_rate_is_another_network()
    {
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(), new RunOptions { Threads = 2 }))
        {
            first.SaveCheckpoint(file);
        }

        file.Position = 0;
        using var second = new Simulation(Build(rate: 21 * kHz), new RunOptions { Threads = 2 });
        Assert.Throws<CheckpointException>(() => second.LoadCheckpoint(file));
    }

    [Fact]
    public void The_interpreter_draws_the_same_events()
    {
        // Formulas differ by roundings, so that spikes may move after a while.
        using var fast = new Simulation(Build(), new RunOptions { Threads = 1 });
        using var slow = new Simulation(Build(), new RunOptions { Threads = 1, Backend = Backend.Interpreter });
        var traces = new[] { fast, slow }.Select(run =>
        {
            var trace = run.Record(run.Network.Populations[0].Trace("slow.g", 0, 100, 299));
            run.Advance(5 * ms);
            return trace.Traces().Columns.SelectMany(column => column.Values).ToArray();
        }).ToArray();
        Assert.Contains(traces[0], value => value > 1);
        Assert.All(traces[0].Zip(traces[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, pair.First)));
    }

    internal static string Hash(RunOptions options)
    {
        using var run = new Simulation(Build(), options);
        var records = Records(run);
        Assert.True(run.Advance(Duration));
        Assert.All(run.SpikeCounts, count => Assert.True(count > 20, $"only {count} spikes"));
        return Hash(records);
    }

    private static string Hash((SpikeRecord[] Spikes, TraceRecord Trace) records) => string.Join(' ', records.Spikes.Select(record => record.Trains().Hash())
        .Concat(records.Trace.Traces().Columns.SelectMany(column => column.Values).Select(value => BitConverter.DoubleToInt64Bits(value).ToString("x"))));

    private static (SpikeRecord[] Spikes, TraceRecord Trace) Records(Simulation run)
        => ([.. run.Network.Populations.Select(population => run.Record(population.Spikes))],
            run.Record(run.Network.Populations[0].Trace("V", 0, 64, 299) with { Interval = 1 * ms }));

    private static Network Build(Frequency? rate = null)
    {
        var network = new Network { Seed = 5 };
        var cells = network.Add(new Population("cells", 300, new LeakyCell { Threshold = Normal(-50 * mV, 1 * mV) }));
        var sources = network.Add(new Population("sources", 150, new PoissonSource { Rate = Uniform(0 * Hz, 9000 * Hz) }));
        var regular = network.Add(new Population("regular", 100, new GammaSource { Rate = 50 * Hz }));
        var dead = network.Add(new Population("dead", 100, new RefractoryPoissonSource { Rate = 50 * Hz, DeadTime = 4 * ms }));
        var kick = new Delta("kick");
        network.Connect(sources, cells, new FixedInDegree(5), kick, 0.01 * mV, 0.3 * ms);
        network.Connect(regular, cells, new FixedInDegree(5), kick, 0.1 * mV, 0.3 * ms);
        network.Connect(dead, cells, new FixedInDegree(5), kick, 0.1 * mV, 0.3 * ms);
        network.Connect(cells, cells, new FixedInDegree(20), kick, -0.2 * mV, 0.4 * ms);
        var slow = new Exponential("slow") { Decay = 5 * ms };
        network.Add(new PoissonInput<Voltage> { Target = cells, Receptor = kick, Rate = rate ?? (20 * kHz), Weight = 0.05 * mV });
        network.Add(new PoissonInput<Voltage> { Name = "many", Target = cells, Receptor = kick, Rate = 400 * kHz, Weight = 0.0005 * mV });
        network.Add(new PoissonInput<Voltage> { Name = "part", Target = cells.Slice("part", 70..250), Receptor = kick, Rate = 1 * kHz, Weight = 0.1 * mV });
        network.Add(new PoissonInput<Conductance> { Target = cells, Receptor = slow, Rate = Uniform(0 * kHz, 150 * kHz), Weight = 0.01 * nS });
        network.Add(new PoissonInput<Conductance>
        {
            Name = "modulated", Target = cells, Receptor = slow, Rate = Uniform(0 * kHz, 20 * kHz), Weight = Uniform(0.01 * nS, 0.03 * nS),
            Modulation = 1 + Functions.Sin(2 * Math.PI * 100 * Hz * Symbol.Time),
        });
        network.Add(new PoissonInput<Conductance>
        {
            Name = "shared", Target = cells, Receptor = slow, Rate = 10 * kHz, Weight = 0.02 * nS, SharedFraction = 0.3,
            Modulation = 1 + Functions.Sin(2 * Math.PI * 100 * Hz * Symbol.Time),
        });
        network.Add(new PoissonInput<Conductance>
        {
            Name = "diffusion", Target = cells, Receptor = slow, Rate = 10 * kHz, Weight = 0.02 * nS, IsDiffusion = true,
        });
        return network;
    }
}
