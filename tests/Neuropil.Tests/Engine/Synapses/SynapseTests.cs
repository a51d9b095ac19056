using Neuropil.Tests.Engine.Changes;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>
/// Release and plasticity, declared by public means, against twins that share nothing with the engine: for several threads, widths, delays, and
/// after a resume.
/// </summary>
public class SynapseTests
{
    private const double Tolerance = 1e-12;
    private const double SingleTolerance = 1e-5;

    public static TheoryData<int, string, string, bool> Runs()
    {
        // All combinations of threads, widths, storages and resumes give the bits of one of these: SynapseCombinationTests.
        var runs = new TheoryData<int, string, string, bool>();
        foreach (string delays in new[] { "none", "equal", "differ" })
        {
            runs.Add(1, "Auto", delays, false);
            runs.Add(2, "Bits256", delays, false);
            runs.Add(3, "Bits128", delays, true);
            runs.Add(2, "Scalar", delays, true);
            runs.Add(1, "interpreter", delays, true);
            runs.Add(2, "single", delays, true);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_release_that_sources_share_is_that_of_each_synapse(int threads, string form, string delays, bool resumed)
    {
        var setting = new SynapseNetwork();
        var projection = Connect(setting, delays, new Depressing("release"), null, Uniform(0.2 * nS, 1.5 * nS));
        var outcome = setting.Run(projection, Options(threads, form), resumed);
        var twins = Twins(outcome,
            row => new DepressingTwin(0.5, 300, 200) { Source = row.Source, Target = row.Target, Ordinal = row.Ordinal, Axonal = row.Axonal,
            Dendritic = row.Dendritic, Weight = row.Weight });
        Compare(setting, outcome, twins, form);
        if (delays == "differ")
        {
            return; // the source is ahead of its slower synapses
        }

        twins.ForEach(twin => twin.AdvanceTo(setting.Steps));
        Assert.Equal(twins.Select(twin => twin.U), outcome.Synapses.Numbers("u"), Close);
        Assert.Equal(twins.Select(twin => twin.R), outcome.Synapses.Numbers("R"), Close);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_drawn_parameter_moves_the_release_to_the_synapses_and_equal_draws_change_nothing(int threads, string form, string delays, bool resumed)
    {
        var setting = new SynapseNetwork();
        var release = new Depressing("release") { Utilization = Uniform(0.5, 0.5), Recovery = Uniform(300 * ms, 300 * ms) };
        var projection = Connect(setting, delays, release, null, Uniform(0.2 * nS, 1.5 * nS));
        var outcome = setting.Run(projection, Options(threads, form), resumed);
        var twins = Twins(outcome,
            row => new DepressingTwin(0.5, 300, 200) { Source = row.Source, Target = row.Target, Ordinal = row.Ordinal, Axonal = row.Axonal,
            Dendritic = row.Dendritic, Weight = row.Weight });
        Compare(setting, outcome, twins, form);
    }

    [Theory]
    [InlineData(1, "Auto", "equal", false)]
    [InlineData(2, "Bits256", "differ", true)]
    [InlineData(1, "interpreter", "differ", false)]
    public void Synapses_that_age_together_have_the_bits_of_such_that_age_alone(int threads, string form, string delays, bool resumed)
    {
        // Where synapses may come and go each has to know when it was last advanced. A clock reaches all of them, between spikes.
        double[][] values = [.. new StructuralPlasticity?[] { null, new Scripted(_ => { }) { Interval = 1 * second } }.Select(structure =>
        {
            var setting = new SynapseNetwork();
            var release = new Depressing("release") { Utilization = Uniform(0.3, 0.7), Recovery = Uniform(200 * ms, 400 * ms) };
            var projection = new Projection<Conductance>
            {
                Source = setting.Sources, Target = setting.Targets, Rule = new FixedProbability(0.5), Receptor = SynapseNetwork.Receptor,
                Weight = 1 * nS, Delay = delays == "equal" ? 0.7 * ms : Uniform(0.3 * ms, 1.6 * ms), Release = release,
                Plasticity = new EquationPlasticity("drift", "dc/dt = -c/tau : edge\nevery 7 ms: c = c + 1") { Parameters = { ["tau"] = 30 * ms } },
                Structure = structure,
            };
            setting.Network.Add(projection);
            var outcome = setting.Run(projection, Options(threads, form), resumed);
            double[] drift = outcome.Synapses.Numbers("c");
            Assert.InRange(drift.Min(), 3, 5);
            double[] conductances = [.. outcome.Conductance.SelectMany(column => column)];
            return (double[])[.. outcome.Synapses.Numbers("u"), .. outcome.Synapses.Numbers("R"), .. drift, .. conductances];
        })];
        Assert.Equal(values[0], values[1]);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Chances_are_those_of_their_counters_to_the_bit(int threads, string form, string delays, bool resumed)
    {
        var setting = new SynapseNetwork();
        var projection = Connect(setting, delays, new Binomial("quanta"), null, 0.25 * nS);
        var outcome = setting.Run(projection, Options(threads, form), resumed);
        string[] names = ["quanta.chance[1]", "quanta.chance[2]", "quanta.chance[3]"];
        var twins = Twins(outcome,
            row => new BinomialTwin(setting.Network.Seed, 0, 3, 0.4, names) { Source = row.Source, Target = row.Target, Ordinal = row.Ordinal,
            Axonal = row.Axonal, Dendritic = row.Dendritic, Weight = row.Weight });
        Compare(setting, outcome, twins, form);

        // To the bit: the numbers released at each synapse's last spike and in all.
        Assert.Equal(twins.Select(twin => twin.Last), outcome.Synapses.Numbers("last"));
        Assert.Equal(twins.Select(twin => twin.Count), outcome.Synapses.Numbers("count"));
        Assert.Contains(setting.Given.GroupBy(spike => spike), group => group.Count() == 2);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Pairs_of_spikes_move_weights(int threads, string form, string delays, bool resumed)
    {
        var setting = new SynapseNetwork();
        var rule = new PairRule("pairs") { Potentiation = 0.05 * nS, Depression = 0.06 * nS };
        var projection = Connect(setting, delays, null, rule, Uniform(0.2 * nS, 0.9 * nS));
        var outcome = setting.Run(projection, Options(threads, form), resumed);
        var start = new Simulation(setting.Network, new RunOptions { TimeStep = SynapseNetwork.Dt * ms });
        double[] weights = start.SynapsesOf(projection).In("w", nS);
        start.Dispose();
        var twins = Twins(outcome,
            row => new PairTwin(20, 25, 0.05, 0.06, 1) { Source = row.Source, Target = row.Target, Ordinal = row.Ordinal, Axonal = row.Axonal,
            Dendritic = row.Dendritic, Weight = weights[row.Place] });
        Compare(setting, outcome, twins, form);
        Assert.True(outcome.Spikes.Count > 100, $"only {outcome.Spikes.Count} spikes of the targets");
        Assert.Equal(twins.Select(twin => twin.Weight), outcome.Synapses.In("w", nS), Close);
        Assert.NotEqual(weights, outcome.Synapses.In("w", nS));
        Assert.Contains(twins, twin => twin.Meetings > 0); // of both spikes at one time
    }

    private static Projection Connect(SynapseNetwork setting, string delays, Release? release, Plasticity? plasticity, Parameter<Conductance> weight)
    {
        Parameter<Time> axonal = delays == "none" ? 0 * ms : delays == "equal" ? 0.7 * ms : Uniform(0.3 * ms, 1.6 * ms);
        Parameter<Time> dendritic = delays == "none" ? 0 * ms : delays == "equal" ? 0.4 * ms : Uniform(0 * ms, 0.8 * ms);
        var projection = setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.5), SynapseNetwork.Receptor, weight, axonal, release: release, plasticity: plasticity,
                dendriticDelay: dendritic);
        setting.Network.Connect(
            setting.Sources, setting.Targets, new FixedProbability(0.2), SynapseNetwork.Receptor, Uniform(0.05 * nS, 0.3 * nS), Uniform(0 * ms, 2 * ms),
                "beside, without state");
        return projection;
    }

    // The interpreter, single precision, or a width.
    private static RunOptions Options(int threads, string form) => form switch
    {
        "interpreter" => new() { Threads = threads, Backend = Backend.Interpreter },
        "single" => new() { Threads = threads, Precision = Precision.Single },
        _ => new() { Threads = threads, Width = Enum.Parse<LaneWidth>(form) },
    };

    private static List<TTwin> Twins<TTwin>(SynapseNetwork.Outcome outcome,
        Func<(int Source, int Target, int Ordinal, int Axonal, int Dendritic, double Weight, int Place), TTwin> twinOf)
        => Twins(outcome.Synapses, twinOf);

    private static List<TTwin> Twins<TTwin>(SynapseTable table,
        Func<(int Source, int Target, int Ordinal, int Axonal, int Dendritic, double Weight, int Place), TTwin> twinOf)
    {
        double[] weights = table.In("w", nS);
        double[] axonal = table.In("delay", SynapseNetwork.Dt * ms);
        double[] dendritic = table.In("dendriticDelay", SynapseNetwork.Dt * ms);
        var twins = new List<TTwin>();
        int ordinal = 0;
        for (int i = 0; i < table.Count; i++)
        {
            ordinal = i > 0 && table.Sources[i] == table.Sources[i - 1] ? ordinal + 1 : 0;
            twins.Add(twinOf((table.Sources[i], table.Targets[i], ordinal, (int)Math.Round(axonal[i]), (int)Math.Round(dendritic[i]), weights[i], i)));
        }

        return twins;
    }

    private static void Compare(SynapseNetwork setting, SynapseNetwork.Outcome outcome, IReadOnlyList<SynapseTwin> twins, string form)
    {
        var beside = Twins(outcome.All[1],
            row => new StaticTwin { Source = row.Source, Target = row.Target, Ordinal = row.Ordinal, Axonal = row.Axonal, Dendritic = row.Dendritic,
            Weight = row.Weight });
        var expected = SynapseTwin.Conductance([.. twins, .. beside], setting.Given, outcome.Spikes, setting.Targets.Size, setting.Steps);
        double largest = expected.Max(trace => trace.Max());
        double tolerance = form == "single" ? SingleTolerance : Tolerance; // conductances alone: synapses are always double
        Assert.True(largest > 0.1, $"the largest conductance is {largest} nS");
        for (int target = 0; target < expected.Length; target++)
        {
            for (int step = 0; step < setting.Steps; step++)
            {
                double found = outcome.Conductance[target][step];
                Assert.True(Math.Abs(found - expected[target][step]) <= tolerance * largest,
                    $"cell {target}, step {step}: {found:R} nS, expected {expected[target][step]:R}");
            }
        }
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Abs(b));
}
