using Neuropil.Engine;
using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>
/// Running networks whose synapses are not stored, or have weights of 16 bits, can be changed as others are: to the same bits in all forms, on any threads and
/// after a resume; what cannot be held is refused by name, and nothing has changed then.
/// </summary>
public class StorageChangeTests
{
    private const int Steps = 500;

    public static TheoryData<string, int, bool> Variants => new()
    {
        { "Auto", 2, true }, { "Groups", 3, true }, { "Ring", 1, true }, { "Auto", 1, false }, { "Ring", 3, false },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Weights_and_cuts_act_the_same_in_all_forms(string storage, int threads, bool isStored)
    {
        (int, Action<Simulation>)[] changes = [(101, Half), (302, Rest)];
        string expected = Run(Build(isStored: true), new RunOptions { Threads = 1 }, changes);
        var options = new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
        Assert.Equal(expected, Run(Build(isStored), options, changes));
        Assert.NotEqual(expected, Run(Build(isStored), options, (101, Half)));
        Assert.NotEqual(expected, Run(Build(isStored), options, (302, Rest)));
    }

    [Theory]
    [InlineData(50, true, false)]
    [InlineData(101, false, true)]
    [InlineData(200, false, false)]
    [InlineData(350, true, false)]
    public void A_resumed_run_is_the_same(int stop, bool isStoredFirst, bool isStoredThen)
    {
        (int Step, Action<Simulation> Change)[] changes = [(101, Half), (302, Rest)];
        using var file = new MemoryStream();
        using (var first = new Simulation(Build(isStoredFirst), new RunOptions { Threads = 2 }))
        {
            Record(first);
            Advance(first, stop, [.. changes.Where(change => change.Step <= stop)]);
            first.SaveCheckpoint(file);
        }

        file.Position = 0;
        using var second = new Simulation(Build(isStoredThen), new RunOptions { Threads = 3 });
        var records = Record(second);
        second.LoadCheckpoint(file);
        Advance(second, Steps, [.. changes.Where(change => change.Step > stop)]);
        Assert.Equal(Run(Build(isStored: true), new RunOptions { Threads = 1 }, changes), Outcome(second, records));
    }

    [Theory]
    [InlineData("Auto", 1)]
    [InlineData("Groups", 3)]
    [InlineData("Ring", 2)]
    public void Coded_weights_that_are_set_are_rounded_as_drawn_ones_are(string storage, int threads)
    {
        // In a network of exact weights those that the coded ones have become are set one by one.
        double[] rounded = [];
        var options = new RunOptions { Threads = threads, Storage = Enum.Parse<SynapseStorage>(storage) };
        string coded = Run(Build(isStored: true, isFarCoded: false), options, (101, run =>
        {
            run.Set(Of(run, "drive"), "w", Uniform(0 * nS, 3 * nS));
            rounded = run.SynapsesOf(Of(run, "drive")).In("w", nS);
        }));
        double unit = Math.Pow(2, -13); // below 4 nS
        Assert.All(rounded, weight => Assert.Equal(Math.Round(weight / unit), weight / unit, 1e-6));
        Assert.True(rounded.Distinct().Count() > 1000);
        double[] before = [];
        using (var run = new Simulation(Build(isStored: true, isFarCoded: false)))
        {
            before = run.SynapsesOf(Of(run, "drive")).In("w", nS);
        }

        string exact = Run(Build(isStored: true, isCoded: false, isFarCoded: false), new RunOptions { Threads = 1 },
            (0, run => run.Set(Of(run, "drive"), "w", Array.ConvertAll(before, weight => weight * nS))),
            (101, run => run.Set(Of(run, "drive"), "w", Array.ConvertAll(rounded, weight => weight * nS))));
        Assert.Equal(exact, coded);
    }

    [Fact]
    public void Weights_that_are_set_to_what_they_are_change_nothing()
    {
        string expected = Run(Build(isStored: true), new RunOptions { Threads = 1 });
        string changed = Run(Build(isStored: true), new RunOptions { Threads = 2 }, (233, run =>
        {
            var drive = Of(run, "drive");
            run.Set(drive, "w", Array.ConvertAll(run.SynapsesOf(drive).In("w", nS), weight => weight * nS));
        }));
        Assert.Equal(expected, changed);
    }

    [Fact]
    public void A_weight_for_each_synapse_has_no_place_where_none_is_stored()
    {
        string expected = Run(Build(isStored: false), new RunOptions { Threads = 2 });
        string refused = Run(Build(isStored: false), new RunOptions { Threads = 2 }, (101, run =>
        {
            string message = Assert.Throws<ArgumentException>(() => run.Set(Of(run, "drive"), "w", Uniform(0 * nS, 2 * nS))).Message;
            Assert.StartsWith(
                "Projection 'drive' is not stored, and has no room for a weight of each synapse; expected one weight for all in place of ", message);
            double[] now = run.SynapsesOf(Of(run, "drive")).In("w", nS);
            Assert.Throws<ArgumentException>(() => run.Set(Of(run, "drive"), "w", Array.ConvertAll(now, weight => weight * nS)));
        }));
        Assert.Equal(expected, refused);
    }

    [Theory]
    [InlineData("exact", true)]
    [InlineData("exact", false)]
    [InlineData("depressing", true)]
    [InlineData("growing", true)]
    [InlineData("growing", false)]
    public void Weights_beside_which_coded_ones_could_not_be_counted_are_refused(string projection, bool isStored)
    {
        (int, Action<Simulation>) next = (300, run => run.Set(Of(run, projection), "w", 2 * nS));
        string expected = Run(Build(isStored), new RunOptions { Threads = 2 }, next);
        string refused = Run(Build(isStored), new RunOptions { Threads = 2 }, (101, run =>
        {
            string message = Assert.Throws<ArgumentException>(() => run.Set(Of(run, projection), "w", 1e7 * nS)).Message;
            Assert.Matches(
                "^Projection '(drive|far)' has coded weights, in units of 2\\^-[0-9]+, finer than what arrives with the other weights there", message);
        }), next);
        Assert.Equal(expected, refused);
    }

    // The weights of a projection that is not stored, and a cut one; units become finer and coarser.
    private static void Half(Simulation run)
    {
        run.Set(Of(run, "drive"), "w", 1.7 * nS);
        run.Set(Of(run, "recurrent"), "w", 900 * nS);
        run.Set(Of(run, "growing"), "w", 3 * nS);
        run.Lesion(Of(run, "exact"));
    }

    private static void Rest(Simulation run)
    {
        run.Set(Of(run, "recurrent"), "w", 0.07 * nS);
        run.Lesion(Of(run, "far"));
        run.Lesion(run.Network.Find("source").Slice("lost", 20..60));
    }

    private static Network Build(bool isStored, bool isCoded = true, bool isFarCoded = true)
    {
        var network = new Network { Seed = 9 };
        var source = network.Add(new Population("source", 200, new PoissonSource { Rate = 40 * Hz }));
        var cells = network.Add(new Population("cells", 300, new LeakyCell { Threshold = -52 * mV }));
        var others = network.Add(new Population("others", 100, new LeakyCell { Threshold = -55 * mV }));
        var drive = new Projection<Conductance>
        {
            Name = "drive", Source = source, Target = cells, Rule = new FixedProbability(0.2), Receptor = new Exponential("excitation"),
            Weight = TruncatedNormal(1 * nS, 0.5 * nS, 0 * nS, 3 * nS), Delay = Uniform(0.5 * ms, 3 * ms), IsStored = isStored, HasCodedWeights = isCoded,
        };
        network.Add(drive);
        network.Add(drive with { Name = "far", Target = others, HasCodedWeights = isFarCoded });
        network.Add(drive with { Name = "recurrent", Source = cells, Weight = 0.05 * nS, HasCodedWeights = false });
        network.Add(drive with
        {
            Name = "exact", Weight = Uniform(0 * nS, 9 * nS), HasCodedWeights = false, Rule = new FixedProbability(0.02), IsStored = true,
        });
        network.Connect(cells, others, new FixedProbability(0.1), new Exponential("excitation"), 1 * nS, 0.5 * ms, "depressing",
            release: new Depressing("release"), dendriticDelay: Uniform(0.1 * ms, 1 * ms));
        network.Connect(source, cells, new FixedProbability(0.02), new Exponential("excitation"), 1 * nS, 0.5 * ms, "growing",
            plasticity: new Growing("growth"));
        return network;
    }

    private static Projection Of(Simulation run, string name) => run.Network.Projections.Single(projection => projection.Name == name);

    private static MixedRecords Record(Simulation run) => new(
        [.. run.Network.Populations.Select(population => run.Record(population.Spikes))],
        [run.Record(run.Network.Find("cells").Trace("excitation.g", 0, 64, 299)), run.Record(run.Network.Find("others").Trace("V", 0, 99))],
        [run.Record(run.Network.Find("cells").Mean("V"))]);

    private static void Advance(Simulation run, int end, params (int Step, Action<Simulation> Change)[] changes)
    {
        foreach (var (step, change) in changes)
        {
            run.Advance((step * run.TimeStep) - run.Time);
            change(run);
        }

        run.Advance((end * run.TimeStep) - run.Time);
    }

    private static string Run(Network network, RunOptions options, params (int Step, Action<Simulation> Change)[] changes)
    {
        using var run = new Simulation(network, options);
        var records = Record(run);
        Advance(run, Steps, changes);
        Assert.All(records.Spikes, spikes => Assert.InRange(spikes.Count, 100, 30_000));
        return Outcome(run, records);
    }

    private static string Outcome(Simulation run, MixedRecords records)
        => records.Hash() + string.Concat(run.Network.Projections.Select(run.SynapsesOf).Select(table
            => $" {table.Count} {BitConverter.DoubleToUInt64Bits(table.KernelValues("w").Sum()):x}")) + $" {run.Synapses} {run.SynapticEvents}";

    // Without bounds, so that room to grow is made.
    private sealed record Growing(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
            => synapse.On(synapse.PresynapticSpike, synapse.Weight, synapse.Weight + (0.001 * nS));
    }
}
