using Neuropil.Tests.Models.Plasticities;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Synapses;

/// <summary>Couplings whose weights change: against a loop by hand, the same bits in every form, and what cannot be.</summary>
public sealed class PlasticCouplingTests
{
    private const int Sources = 37;
    private const int Targets = 1300;

    private sealed record Hebb(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
        {
            var (x, y) = (synapse.Source("r", Dimension.None), synapse.Target("r", Dimension.None));
            var mean = synapse.Variable("mean", Scope.Target, 0.25);
            synapse.Differential(mean, (y - mean) / (3 * ms));
            synapse.Bounds(synapse.Weight, -1.0, 1.0);
            synapse.On(synapse.Clock("slow", 0.3 * ms), synapse.Weight, synapse.Weight + (0.01 * x * (y - mean)));
        }
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void Weights_and_activities_are_those_of_a_loop_by_hand(Precision precision)
    {
        var (network, inputs, cells, learned) = Make(new AllToAll(), new Hebb("hebb"));
        using var run = new Simulation(network, new RunOptions { Precision = precision });
        double[,] w = Matrix(run.SynapsesOf(learned));
        double[] x = run.Values(inputs, "r").Numbers(), r = new double[Targets], mean = new double[Targets];
        Array.Fill(mean, 0.25);
        double[] drive = [.. Enumerable.Range(0, Sources).Select(i => 0.1 + (0.02 * i))];
        double keep = Math.Exp(-0.1 / 10), keepMean = Math.Exp(-0.1 / 3);
        for (int step = 0; step < 31; step++)
        {
            if (step > 0 && step % 3 == 0)
            {
                for (int i = 0; i < Sources; i++)
                {
                    for (int j = 0; j < Targets; j++)
                    {
                        w[i, j] = Math.Clamp(w[i, j] + (0.01 * x[i] * (r[j] - mean[j])), -1, 1);
                    }
                }
            }

            double[] h = [.. Enumerable.Range(0, Targets).Select(j => 0.5 + Enumerable.Range(0, Sources).Sum(i => w[i, j] * x[i]))];
            for (int j = 0; j < Targets; j++)
            {
                mean[j] = r[j] + ((mean[j] - r[j]) * keepMean);
                r[j] = Math.Max(h[j], 0) + ((r[j] - Math.Max(h[j], 0)) * keep);
            }

            x = [.. x.Select((value, i) => drive[i] + ((value - drive[i]) * keep))];
        }

        run.Advance(31 * run.TimeStep);
        double tolerance = precision == Precision.Double ? 1e-12 : 1e-5;
        double[] weights = run.SynapsesOf(learned).Numbers("w");
        Assert.Equal(Sources * Targets, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.Equal(w[i / Targets, i % Targets], weights[i], tolerance);
        }

        Assert.All(run.Values(cells, "r").Numbers(), (value, j) => Assert.Equal(r[j], value, tolerance));
        Assert.Equal(Sources * Targets, run.Synapses);
    }

    [Theory]
    [InlineData(1, LaneWidth.Auto, false)]
    [InlineData(4, LaneWidth.Auto, false)]
    [InlineData(2, LaneWidth.Bits128, true)]
    public void Threads_widths_and_a_resume_change_no_bit(int threads, LaneWidth width, bool resumes)
    {
        double[] expected = Learned(new RunOptions { Threads = 1 }, resumes: false);
        Assert.Equal(expected, Learned(new RunOptions { Threads = threads, Width = width }, resumes));

    }

    internal static double[] Learned(RunOptions options, bool resumes)
    {
        var (network, _, cells, learned) = Make(new FixedProbability(0.3), new BcmPlasticity("bcm") { Interval = 0.5 * ms, LearningRate = 20 * Hz });
        using var run = LearningSynapses.Resumed(network, 7.7 * ms, 12.3 * ms, options, resumes ? options : null);
        return [.. run.SynapsesOf(learned).Numbers("w"), .. run.SynapsesOf(learned).Numbers("theta"), .. run.Values(cells, "r").Numbers()];
    }

    [Fact]
    public void A_weight_that_is_set_and_a_cut_act_at_once()
    {
        var (network, _, cells, learned) = Make(new AllToAll(), new BcmPlasticity("bcm") { LearningRate = 0 * Hz });
        using var run = new Simulation(network);
        run.Set(learned, "w", (Number)0.5);
        run.Advance(200 * ms);
        double sum = Enumerable.Range(0, Sources).Sum(i => 0.1 + (0.02 * i));
        Assert.All(run.Values(cells, "r").Numbers(), value => Assert.Equal(0.5 + (0.5 * sum), value, 1e-6));
        run.Lesion(learned);
        run.Advance(200 * ms);
        Assert.All(run.Values(cells, "r").Numbers(), value => Assert.Equal(0.5, value, 1e-6));
        Assert.Empty(run.SynapsesOf(learned).Sources);
        Assert.Equal(0, run.Synapses);
    }

    [Fact]
    public void Text_says_the_same_to_the_bit()
    {
        var text = new EquationPlasticity("hebb", """
            x = source.r : 1
            y = target.r : 1
            dmean/dt = (y - mean)/tau : target
            -1 <= w <= 1
            every 0.3 ms: w = w + a*x*(y - mean)
            """) { Parameters = { ["tau"] = 3 * ms, ["a"] = 0.01 }, Initial = { ["mean"] = 0.25 } };
        Assert.Equal(Weights(new Hebb("hebb")), Weights(text));

        static double[] Weights(Plasticity rule)
        {
            var (network, _, _, learned) = Make(new FixedProbability(0.2), rule);
            using var run = new Simulation(network);
            run.Advance(5 * ms);
            return run.SynapsesOf(learned).Numbers("w");
        }
    }

    [Theory]
    [InlineData("on spike: w = w + 1", "a statement on a presynaptic spike, which a coupling does not see; expected clocks")]
    [InlineData("c : edge\nevery 1 ms: c = c + 1", "changes no weight")]
    [InlineData("every 1 ms: emit 1; w = w + 1", "emits, but a coupling lets out nothing at events")]
    [InlineData("x = source.q : 1\nevery 1 ms: w = w + x", "it reads 'q' of its source")]
    [InlineData("x = source.r : mV\nevery 1 ms: w = w + x/(1 mV)", "it reads 'r' of its source as a Voltage")]
    [InlineData("x = source.r : 1\ndy/dt = (x - y)/(1 ms) : edge\nevery 1 ms: w = w + y",
        "a variable of the source cell is read by statements on clocks alone")]
    [InlineData("x = source.r : 1\ny : target\nevery 1 ms: y = x; w = w + y",
        "'y' is a variable of the target and cannot see 'x', a variable of the source cell")]
    public void What_cannot_be_is_named(string text, string message)
    {
        var (network, _, _, _) = Make(new AllToAll(), new EquationPlasticity("rule", text));
        var error = Assert.ThrowsAny<Exception>(() => new Simulation(network));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_spikes_has_no_variables()
    {
        var network = new Network();
        var inputs = network.Add(new Population("inputs", 3, new PoissonSource()));
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        network.Connect(inputs, cells, new AllToAll(), new Exponential("e"), 1 * nS,
            plasticity: new EquationPlasticity("rule", "x = source.r : 1\nevery 1 ms: w = w*x"));
        var error = Assert.ThrowsAny<Exception>(() => new Simulation(network));
        Assert.Contains("which only sends spikes and has no variables", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Synapses_of_spiking_cells_read_their_sources_at_clocks_too()
    {
        // The weight becomes the source's potential at the tick.
        var network = new Network();
        var inputs = network.Add(new Population("inputs", 5, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 100 * pA }] }));
        var cells = network.Add(new Population("cells", 40, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(inputs, cells, new AllToAll(), new Exponential("e"), 1 * nS, delay: 3 * ms,
            plasticity: new EquationPlasticity("rule", "v = source.V : mV\nevery 1 ms: w = 1 nS + v*(1 nS/(1 V))"));
        using var run = new Simulation(network);
        var trace = run.Record(inputs.Trace("V", 0));
        run.Advance(4.5 * ms);
        double v = trace.Traces().Columns[0].In(volt)[40];
        Assert.All(run.SynapsesOf(synapses).In("w", nS), w => Assert.Equal(1 + v, w, 1e-12));
    }

    private static double[,] Matrix(SynapseTable table)
    {
        var matrix = new double[Sources, Targets];
        double[] weights = table.Numbers("w");
        for (int i = 0; i < weights.Length; i++)
        {
            matrix[table.Sources[i], table.Targets[i]] = weights[i];
        }

        return matrix;
    }

    private static (Network Network, PopulationSlice Inputs, PopulationSlice Cells, Projection<Number> Learned) Make(ConnectionRule rule, Plasticity plasticity)
    {
        var network = new Network { Seed = 5 };
        double[] drive = [.. Enumerable.Range(0, Sources).Select(i => 0.1 + (0.02 * i))];
        var inputs = network.Add(new Population("inputs", Sources, new RateUnit { External = drive, InitialActivity = 0.3 }));
        var cells = network.Add(new Population("cells", Targets, new RateUnit { External = 0.5 }));
        var learned = network.Connect(inputs, cells, rule, new DriveCoupling("drive"), Uniform(0.0, 0.1), plasticity: plasticity);
        return (network, inputs, cells, learned);
    }
}
