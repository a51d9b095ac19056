using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Weights of 16 bits: how they are rounded, that nothing depends on whether 4 bytes a synapse suffice, and what they take.</summary>
public class CodedWeightsTests
{
    private const int Cells = 700;

    [Theory]
    [InlineData("normal(2 nS, 0.5 nS)")]
    [InlineData("uniform(-1 nS, 3 nS)")]
    [InlineData("lognormal(1 nS, 2 nS)")]
    public void Weights_are_rounded_to_fifteen_bits_of_the_largest_and_a_sign(string distribution)
    {
        double[] exact = Weights(Parameter<Conductance>.Parse(distribution), isCoded: false);
        double[] coded = Weights(Parameter<Conductance>.Parse(distribution), isCoded: true);
        double largest = distribution.StartsWith('u') ? 3 : exact.Max(Math.Abs);
        double unit = Math.Pow(2, Math.Ceiling(Math.Log2(largest)) - 15);
        Assert.Contains(exact, weight => Math.Abs(Math.IEEERemainder(weight, unit)) > 0.2 * unit);
        foreach (var (one, other) in exact.Zip(coded))
        {
            Assert.InRange(Math.Abs(one - other), 0, 0.5001 * unit);
            Assert.Equal(Math.Round(other / unit), other / unit, 1e-6);
            Assert.InRange(Math.Abs(other / unit), 0, 32767.01);
        }
    }

    public static TheoryData<string, int, bool> Variants => new()
    {
        { "Auto", 2, true }, { "Groups", 1, true }, { "Ring", 3, true }, { "Auto", 1, false }, { "Auto", 3, false },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Storage_and_threads_change_nothing(string storage, int threads, bool isStored)
    {
        string reference = Run(new RunOptions { Threads = 1 }, 0);
        Assert.Equal(reference, Run(new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) }, isStored ? 0 : 1));

        Assert.NotEqual(reference, Run(new RunOptions { Threads = 1 }, 2));
    }

    [Fact]
    public void Where_places_need_more_than_16_bits_tables_are_cut_or_take_8_bytes()
    {
        // 80 000 cells lie between those of two other targets; alone they are too many for one worker's table.
        string reference = Run(new RunOptions { Threads = 1 }, 1, further: 80_000);
        foreach (int threads in (int[])[1, 2, 3])
        {
            Assert.Equal(reference, Run(new RunOptions { Threads = threads }, 0, further: 80_000));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_resumed_run_is_the_same(int threads)
    {
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(0), new RunOptions { Threads = threads }))
        {
            first.Record(first.Network.Populations[1].Spikes);
            first.Advance(25 * ms);
            first.SaveCheckpoint(file);
        }

        file.Position = 0;
        using var second = new Simulation(Build(1), new RunOptions { Threads = 3 });
        var spikes = second.Record(second.Network.Populations[1].Spikes);
        second.LoadCheckpoint(file);
        second.Advance(25 * ms);
        Assert.Equal(Run(new RunOptions { Threads = 1 }, 0), spikes.Trains().Hash());
    }

    [Fact]
    public void A_synapse_takes_four_bytes()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 1000, new LeakyCell()));
        network.Add(new Projection<Conductance>
        {
            Source = cells, Target = cells, Rule = new FixedOutDegree(1000), Receptor = new Exponential("synapse"), Weight = Normal(6 * nS, 1 * nS),
            Delay = Uniform(1 * ms, 3 * ms), HasCodedWeights = true,
        });
        foreach (int threads in (int[])[1, 2])
        {
            using var run = new Simulation(network, new RunOptions { Threads = threads });
            Assert.InRange(run.SynapseBytes / 1e6, 4, 4.2);
        }

        Assert.Equal(4_000_000, Simulation.EstimateMemory(network).Parts.Single(part => part.Name == "synapses").Bytes);
    }

    [Fact]
    public void What_cannot_be_coded_is_refused_by_name()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 100, new LeakyCell()));
        var sound = new Projection<Conductance>
        {
            Name = "mine", Source = cells, Target = cells, Rule = new FixedOutDegree(10), Receptor = new Exponential("synapse"),
            Weight = Uniform(1 * nS, 2 * nS), HasCodedWeights = true,
        };
        Assert.StartsWith("Projection 'mine' has coded weights, but synapses with state need their weights",
            Assert.Throws<ArgumentException>(() => network.Add(sound with { Plasticity = new PairRule("pairs") })).Message);
        Assert.StartsWith("Projection 'mine' has coded weights, but a coupling needs",
            Assert.Throws<ArgumentException>(() => network.Add(sound with { Receptor = new GapJunction("gap") })).Message);
        network.Add(sound);
        network.Add(sound with { Name = "large", Weight = Uniform(1e6 * nS, 2e6 * nS), HasCodedWeights = false });
        Assert.StartsWith("Projection 'mine' has coded weights, in units of 2^-13, finer than what arrives with the other weights there can be counted: 2^-9.",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    private static double[] Weights(Parameter<Conductance> weight, bool isCoded)
    {
        var network = new Network { Seed = 5 };
        var cells = network.Add(new Population("cells", 100, new LeakyCell()));
        var projection = network.Add(new Projection<Conductance>
        {
            Source = cells, Target = cells, Rule = new FixedOutDegree(50), Receptor = new Exponential("synapse"), Weight = weight, HasCodedWeights = isCoded,
        });
        using var run = new Simulation(network, new RunOptions { Threads = 2 });
        return run.SynapsesOf(projection).In("w", nS);
    }

    private static string Run(RunOptions options, int form, int further = 0)
    {
        using var run = new Simulation(Build(form, further), options);
        var spikes = run.Record(run.Network.Populations[1].Spikes);
        run.Advance(50 * ms);
        Assert.InRange(spikes.Count, 500, 30_000);
        return spikes.Trains().Hash();
    }

    // Form 0: coded and stored; 1: coded and made again; 2: not coded.
    private static Network Build(int form, int further = 0)
    {
        var network = new Network { Seed = 9 };
        var source = network.Add(new Population("source", 300, new PoissonSource { Rate = 30 * Hz }));
        var cells = network.Add(new Population("cells", Cells, new LeakyCell()));
        var many = network.Add(new Population("further", Math.Max(1, further), new LeakyCell()));
        var others = network.Add(new Population("others", 100, new LeakyCell { Threshold = -52 * mV }));

        var projection = new Projection<Conductance>
        {
            Source = source, Target = cells, Rule = new FixedProbability(0.2), Receptor = new Exponential("excitation"),
            Weight = TruncatedNormal(1 * nS, 0.5 * nS, 0 * nS, 4 * nS), Delay = Uniform(0.5 * ms, 3 * ms), IsStored = form != 1, HasCodedWeights = form != 2,
        };
        network.Add(projection);
        network.Add(projection with { Target = many, Name = "many", Rule = new FixedTotalNumber(20 * further) });
        network.Add(projection with { Target = others, Name = "other target" });
        network.Add(projection with { Source = cells, Name = "recurrent", Weight = Normal(0.05 * nS, 0.02 * nS) });
        network.Add(projection with { Source = cells, Name = "far", Target = others, Weight = Normal(0.05 * nS, 0.02 * nS), Delay = 1 * ms });
        network.Add(projection with { Name = "exact", HasCodedWeights = false, Weight = Uniform(0 * nS, 40 * nS), Rule = new FixedProbability(0.01) });
        network.Connect(many, cells, new FixedTotalNumber(further / 10), new Exponential("excitation"), 5 * nS, 1 * ms);
        network.Connect(others, cells, new FixedProbability(0.1), new Exponential("inhibition") { Reversal = -80 * mV }, 1 * nS, 1 * ms);
        return network;
    }
}
