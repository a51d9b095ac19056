using System.Text.Json;
using static Neuropil.Units;

namespace Neuropil.Tests;

/// <summary>
/// What docs/coming-from says of Brian2 and NEURON beside this library: their numbers are in tests/references/coming-from, with the scripts that made them.
/// Brian2's times are the beginning of a step, ours its end.
/// </summary>
public class ComingFromTests
{
    private static readonly Lazy<JsonElement> brian2 = new(() => Read("brian2_semantics.json"));
    private static readonly Lazy<JsonElement> neuron = new(() => Read("neuron_semantics.json"));

    // The page's two cells; refractoriness of 19 steps here is Brian2's 20.
    [Fact]
    public void The_pair_of_the_page_on_Brian2_has_its_spikes()
    {
        var (trains, voltage) = Pair(refractoryMs: 1.9);
        var expected = brian2.Value.GetProperty("pair").EnumerateArray().Select(spike => (Step: Step(spike[0]), Cell: spike[1].GetInt32())).ToList();
        Assert.Equal(expected, Enumerable.Range(0, trains.Count).Select(k => (trains.Steps[k], trains.Neurons[k])));

        // Rounding alone: both advance V by the exponential Euler step with the conductance of the step's beginning.
        Assert.Equal(brian2.Value.GetProperty("pair_v1_at_100ms").GetDouble(), voltage, tolerance: 1e-9);
    }

    [Fact]
    public void The_same_refractory_period_lasts_a_step_longer_here()
    {
        var trains = Pair(refractoryMs: 2).Trains;
        int[] theirs = [.. brian2.Value.GetProperty("pair").EnumerateArray().Where(spike => spike[1].GetInt32() == 0).Select(spike => Step(spike[0]))];
        int[] ours = [.. trains.StepsOf(0)[..theirs.Length]];
        Assert.Equal(theirs[0], ours[0]);
        static IEnumerable<int> Intervals(int[] steps) => steps.Zip(steps[1..], (before, after) => after - before);
        Assert.Equal(Intervals(theirs).Select(interval => interval + 1), Intervals(ours));
    }

    // A generator of Brian2 at 1.0 ms is a spike at the end of the step that begins then: 1.1 ms.
    [Fact]
    public void A_delay_is_the_same_number_of_steps_as_in_Brian2()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1.1 * ms)])));
        var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
        network.Connect(source, target, new AllToAll(), new Exponential("delayed") { Decay = 5 * ms }, weight: 1 * nS, delay: 1.5 * ms);
        using var run = new Simulation(network);
        var conductance = run.Record(target.Trace("delayed.g", 0));
        run.Advance(5 * ms);
        double[] g = conductance.Traces().Columns[0].In(nS);
        int first = Array.FindIndex(g, value => value > 0);
        Assert.Equal(Step(brian2.Value.GetProperty("first_g")), first);
        Assert.Equal(1, g[first], tolerance: 1e-12);
    }

    // Brian2 adds a jump after the test of the threshold, so that it decays for a step before the next test.
    [Fact]
    public void A_jump_that_just_reaches_the_threshold_spikes_here_and_not_in_Brian2()
    {
        Assert.Empty(brian2.Value.GetProperty("jump_10.02mV_spikes").EnumerateArray());
        Assert.Equal(1, Jumps(10.02, 3.1).Spikes.Count);

        // A larger one spikes in the step after the generator's, in both.
        var (spikes, held) = Jumps(11, 3.1, 3.6);
        Assert.Equal(brian2.Value.GetProperty("jump_11mV_spikes").EnumerateArray().Select(each => Step(each)), spikes.StepsOf(0).ToArray());
        Assert.Equal(brian2.Value.GetProperty("v_after_jump_while_refractory").GetDouble(), held);
    }

    // Both do the same arithmetic, but for the order of roundings in the decay of the traces.
    [Fact]
    public void The_learning_synapses_of_the_page_on_Brian2_have_its_weights()
    {
        var network = new Network();
        Time At(int period, double order) => ((period * 50) + order + 0.1) * ms;
        var inputs = network.Add(new Population("inputs", 3, new SpikeTimes(
            [.. from k in Enumerable.Range(0, 40) from i in Enumerable.Range(0, 3) select (i, At(k, 10 + (8 * i)))])));
        var teacher = network.Add(new Population("teacher", 1, new SpikeTimes([.. from k in Enumerable.Range(0, 40) select (0, At(k, 20))])));
        var cell = network.Add(new Population("cell", 1, new EquationCell("dV/dt = (-60 mV - V)/(20 ms) : mV (unless refractory)")
        {
            Threshold = "V > -50 mV", Reset = "V = -60 mV", RefractoryPeriod = "1.9 ms", Initial = { ["V"] = "-60 mV" },
        }));
        var rule = new EquationPlasticity("stdp", """
            dapre/dt = -apre/tau   : mV source
            dapost/dt = -apost/tau : mV target
            0 mV <= w <= 1 mV
            on spike:        apre = apre + 0.01 mV;     w = w + apost
            on target spike: apost = apost - 0.0105 mV; w = w + apre
            """) { Parameters = { ["tau"] = 20 * ms } };
        network.Connect(teacher, cell, new AllToAll(), new Delta("kick"), weight: 20 * mV);
        var learning = network.Connect(inputs, cell, new AllToAll(), new Delta("learning"), weight: 0.5 * mV, plasticity: rule);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var spikes = run.Record(cell.Spikes);
        run.Advance(2 * second);
        Assert.Equal(brian2.Value.GetProperty("stdp_spikes").EnumerateArray().Select(each => Step(each)), spikes.Trains().StepsOf(0).ToArray());
        double[] expected = [.. brian2.Value.GetProperty("stdp_weights_mV").EnumerateArray().Select(each => each.GetDouble())];
        Assert.All(expected.Zip(run.SynapsesOf(learning).In("w", mV)), each => Assert.Equal(each.First, each.Second, tolerance: 1e-12));
    }

    // Ten networks of each; four standard errors of the difference of their means: a false alarm in one of 16 000 choices of seeds.
    [Fact]
    public void The_Poisson_inputs_of_the_page_on_Brian2_give_its_rate()
    {
        double[] theirs = [.. brian2.Value.GetProperty("poisson_rates_Hz").EnumerateArray().Select(each => each.GetDouble())];
        double[] ours = [.. Enumerable.Range(1, 10).Select(seed => PoissonRate((ulong)seed))];
        static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
        double error = Math.Sqrt((Variance(ours) / ours.Length) + (Variance(theirs) / theirs.Length));
        TestContext.Current.TestOutputHelper?.WriteLine($"{ours.Average():F3} Hz, SD {Math.Sqrt(Variance(ours)):F3}; in the first {ours[0]:F3} Hz");
        Assert.Equal(theirs.Average(), ours.Average(), tolerance: 4 * error);
        Assert.InRange(error, 0, 0.2); // so that one per cent is seen
    }

    // The adaptive solvers of both, without tables: what is left is the tolerance of NEURON's run, 1e-9 absolute, over seven spikes.
    [Fact]
    public void The_cell_of_the_page_on_NEURON_has_its_spikes()
    {
        var cell = new HodgkinHuxley { Area = 1000 * um2, Threshold = -20 * mV, Inputs = [new ConstantCurrent { Amplitude = 0.1 * nA }] };
        var run = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-9 }).Run(100 * ms);
        double[] expected = Times("adaptive");
        Assert.Equal(expected.Length, run.SpikeTimes.Count);
        Assert.All(expected.Zip(run.SpikeTimes), each => Assert.Equal(each.First, each.Second / ms, tolerance: 0.002));

        // What the page says of tables and of fixed steps.
        double Interval(string name) => Times(name)[^1] - Times(name)[^2];
        Assert.Equal(-0.02, Interval("adaptive_tables") - Interval("adaptive"), tolerance: 0.005);
        Assert.Equal(0.06, Interval("fixed_0.025") - Interval("adaptive"), tolerance: 0.03);
    }

    [Fact]
    public void A_spike_has_the_time_of_its_step_s_end_as_in_NEURON()
    {
        Assert.InRange(neuron.Value.GetProperty("v_before_first").GetDouble(), -1000, -20);
        Assert.InRange(neuron.Value.GetProperty("v_at_first").GetDouble(), -20, 1000);
    }

    [Fact]
    public void An_event_arrives_at_the_step_that_begins_then_as_in_NEURON()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var target = network.Add(new Population("target", 1, new LeakyIntegrateAndFire()));
        network.Connect(source, target, new AllToAll(), new Exponential("synapse") { Decay = 5 * ms }, weight: 1 * nS, delay: 1.5 * ms);
        using var run = new Simulation(network);
        var conductance = run.Record(target.Trace("synapse.g", 0));
        run.Advance(5 * ms);
        double[] g = conductance.Traces().Columns[0].In(nS);
        int seen = Step(neuron.Value.GetProperty("first_g_ms"));
        Assert.Equal(neuron.Value.GetProperty("first_g_nS").GetDouble(), g[seen], tolerance: 1e-9); // after the step, in NEURON
        Assert.Equal(1, g[seen - 1], tolerance: 1e-12); // before it, here
        Assert.Equal(0, g[seen - 2]);
    }

    [Fact]
    public void The_defaults_of_a_NetCon_are_those_of_the_page()
    {
        Assert.Equal(10, neuron.Value.GetProperty("default_threshold").GetDouble());
        Assert.Equal(1, neuron.Value.GetProperty("default_delay").GetDouble());
    }

    private static double PoissonRate(ulong seed)
    {
        var cell = new EquationCell("dV/dt = (g_L*(E_L - V) + I)/C : mV (unless refractory)")
        {
            Parameters = { ["g_L"] = 10 * nS, ["E_L"] = -60 * mV, ["C"] = 200 * pF },
            Threshold = "V > -50 mV", Reset = "V = -60 mV", RefractoryPeriod = "1.9 ms", Initial = { ["V"] = "-60 mV" },
        };
        var network = new Network { Seed = seed };
        var cells = network.Add(new Population("cells", 500, cell));
        var excitation = new Exponential("e") { Decay = 5 * ms, Reversal = 0 * mV };
        network.Add(new PoissonInput<Conductance> { Target = cells, Receptor = excitation, Rate = 600 * 3 * Hz, Weight = 0.2 * nS });
        var group = network.Add(new Population("group", 1000, new PoissonSource { Rate = 3 * Hz }));
        network.Connect(group, cells, new FixedProbability(0.2), excitation, weight: 0.2 * nS);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var counts = run.Record(cells.SpikeCounts);
        run.Advance(2 * second);
        return counts.RatesHz().Average();
    }

    private static (SpikeTrains Trains, double Voltage) Pair(double refractoryMs)
    {
        var cell = new EquationCell("dV/dt = (g_L*(E_L - V) + I)/C : mV (unless refractory)")
        {
            Parameters = { ["g_L"] = 10 * nS, ["E_L"] = -60 * mV, ["C"] = 200 * pF },
            Threshold = "V > -50 mV", Reset = "V = -60 mV", RefractoryPeriod = FormattableString.Invariant($"{refractoryMs} ms"),
            Initial = { ["V"] = "-60 mV" },
            Inputs = [new ConstantCurrent { Amplitude = new[] { 150 * pA, 0 * pA } }],
        };
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, cell));
        network.Connect(cells, cells, new ExplicitPairs([(0, 1)]), new Exponential("e") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 8 * nS, delay: 1.5 * ms);
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var spikes = run.Record(cells.Spikes);
        run.Advance(100 * ms);
        double voltage = run.Values(cells, "V").In(mV)[1];
        run.Advance(100 * ms);
        return (spikes.Trains(), voltage);
    }

    private static (SpikeTrains Spikes, double VoltageAt6) Jumps(double size, params double[] timesMs)
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([.. timesMs.Select(time => (0, time * ms))])));
        var cells = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire { RefractoryPeriod = 5 * ms }));
        network.Connect(source, cells, new AllToAll(), new Delta("jump"), weight: size * mV);
        using var run = new Simulation(network);
        var spikes = run.Record(cells.Spikes);
        run.Advance(6 * ms);
        double voltage = run.Values(cells, "V").In(mV)[0];
        run.Advance(14 * ms);
        return (spikes.Trains(), voltage);
    }

    private static double[] Times(string name) => [.. neuron.Value.GetProperty(name).EnumerateArray().Select(time => time.GetDouble())];

    private static int Step(JsonElement milliseconds) => (int)Math.Round(milliseconds.GetDouble() * 10);

    private static JsonElement Read(string name)
        => JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "tests", "references", "coming-from", name))).RootElement;
}
