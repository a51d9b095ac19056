using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

public class VoltageClampTests
{
    private static readonly VoltageClampParameters quick = new() { Potentials = 7, Lowest = -80 * mV, Highest = 40 * mV };

    [Theory]
    [InlineData("sodium-hodgkin-huxley", 2)]
    [InlineData("potassium-hodgkin-huxley", 1)]
    [InlineData("potassium-transient-connor-stevens", 2)]
    [InlineData("sodium-wang-buzsaki", 1)]
    [InlineData("calcium-low-threshold-thalamic", 2)]
    [InlineData("hyperpolarization-activated", 1)]
    public void Gates_are_recovered_from_currents(string channel, int gates)
    {
        var result = new VoltageClampExperiment().Run(quick with { Channel = channel, Celsius = 24 }, new ExperimentContext());

        Assert.True(result.Checks.Count >= 2 * gates);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(5, result.Figures.Count);
    }

    [Fact]
    public void Declared_rates_are_those_of_the_paper()
    {
        // Hodgkin and Huxley (1952), table 2 and eqs. 20 to 24, at rest: m 0.0529, h 0.5961; at u = 25, alpha_m is 1 and beta_m 4 exp(-25/18).
        var gates = DeclaredGate.Of(ChannelUnderTest.ByName("sodium-hodgkin-huxley", 1 * uM).Clamped(Celsius(6.3), 0 * mV));

        Assert.Equal(["m", "h"], gates.Select(gate => gate.ShortName));
        Assert.Equal([3, 1], gates.Select(gate => gate.Exponent));
        Assert.Equal(0.0529, gates[0].SteadyState(-65), 5e-5);
        Assert.Equal(0.5961, gates[1].SteadyState(-65), 5e-5);
        Assert.Equal(1 / (1 + (4 * Math.Exp(-25 / 18.0))), gates[0].TimeConstant(-40), 1e-12);
        Assert.Equal(50, gates[0].Reversal()!.Value, 1e-9);
    }

    [Fact]
    public void A_clamped_leak_follows_its_command_and_ohms_law()
    {
        var clamp = new VoltageClamp
        {
            Area = 1000 * um2, Holding = -70 * mV, Steps = [new ClampStep(0.3 * ms, -20 * mV), new ClampStep(0.5 * ms, -60 * mV)],
            Mechanisms = [new Leak { Reversal = -60 * mV, Conductance = 0.1 * mS / cm2 }],
        };
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, clamp));
        using var run = new Simulation(network);
        var (voltage, current) = (run.Record(cells.Trace("V", 0)), run.Record(cells.Trace("clampCurrent", 0)));
        run.Advance(0.7 * ms);

        double[] expected = [-70, -70, -70, -20, -20, -60, -60, -60];
        Assert.Equal(expected, voltage.Traces().Columns[0].Values.Select(v => Math.Round(v, 9)));
        // 1 nS: pA are mV
        Assert.Equal(expected.Select(v => Math.Round(-60 - v, 9)),
            current.Traces().Columns[0].Values.Select(i => Math.Round(i * (current.Traces().Columns[0].Unit == "nA" ? 1000 : 1), 9)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.7)]
    public void A_clamped_gate_relaxes_exactly_with_any_time_step(double step)
    {
        var clamp = new VoltageClamp { Holding = -65 * mV, Steps = [new ClampStep(1.4 * ms, 0 * mV)],
            Mechanisms = [new Potassium { Channels = [new PotassiumHodgkinHuxley()] }] };
        var network = new Network();
        var cells = network.Add(new Population("cells", 1, clamp));
        using var run = new Simulation(network, new RunOptions { TimeStep = step * ms });
        var gate = run.Record(cells.Trace("n", 0));
        run.Advance(4.2 * ms);

        // alpha_n 0.01 (u - 10) / (1 - exp(-(u - 10)/10)), beta_n 0.125 exp(-u/80) with u = 0 and 65.
        double Alpha(double u) => 0.01 * (u - 10) / (1 - Math.Exp(-(u - 10) / 10));
        double Beta(double u) => 0.125 * Math.Exp(-u / 80);
        double before = Alpha(0) / (Alpha(0) + Beta(0));
        double after = Alpha(65) / (Alpha(65) + Beta(65));
        Assert.Equal(after + ((before - after) * Math.Exp(-2.8 * (Alpha(65) + Beta(65)))), gate.Traces().Columns[0].Values[^1], 1e-12);
    }

    [Fact]
    public void A_synapse_on_a_clamped_cell_is_measured()
    {
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var cells = network.Add(new Population("cells", 1, new VoltageClamp { Holding = -70 * mV }));
        network.Connect(source, cells, new OneToOne(), new Exponential("excitation") { Decay = 5 * ms, Reversal = 0 * mV }, weight: 2 * nS);
        using var run = new Simulation(network);
        var (voltage, current) = (run.Record(cells.Trace("V", 0)), run.Record(cells.Trace("clampCurrent", 0)));
        run.Advance(3 * ms);

        var trace = current.Traces().Columns[0];
        Assert.Equal(2 * 70, trace.Values.Max() * (trace.Unit == "nA" ? 1000 : 1), 1e-9);
        Assert.All(voltage.Traces().Columns[0].Values, v => Assert.Equal(-70, v, 1e-12));
    }

    [Fact]
    public void A_step_at_the_beginning_is_refused()
    {
        var network = new Network();
        network.Add(new Population("cells", 1, new VoltageClamp { Steps = [new ClampStep(0 * ms, 0 * mV)] }));

        Assert.Contains("Step 1 of a voltage clamp starts at 0", Assert.Throws<ArgumentException>(() => new Simulation(network)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_gates_of_one_current_are_told_apart()
    {
        double[] times = [.. Enumerable.Range(0, 300).Select(i => i * 0.02)];
        double[] Current(double a, double b) => [.. times.Select(t => -7 * Math.Pow(1 + (a * Math.Exp(-t / 0.3)), 3) * (1 + (b * Math.Exp(-t / 2.2))))];
        var kinetics = TestKinetics.Of(times, Current(-1, 12), exponent: 3);

        Assert.Equal(0.3, kinetics.ActivationTime, 1e-7);
        Assert.Equal(2.2, kinetics.InactivationTime, 1e-7);
        Assert.Equal(-7, kinetics.Scale, 1e-6);
        foreach (var (a, b) in new[] { (-0.4, 3.0), (0.2, -1), (-0.97, 0.1), (0.6, 9) })
        {
            var (activation, inactivation) = kinetics.Before(times, Current(a, b));
            Assert.Equal(a, activation, 1e-5);
            Assert.Equal(b, inactivation, 1e-5);
        }
    }

    [Fact]
    public void Least_squares_find_a_known_minimum()
    {
        // Rosenbrock's valley, whose minimum is at (1, 1).
        var problem = new FormulaProblem([-1.2, 1], 2, (p, i) => i == 0 ? 10 * (p[1] - (p[0] * p[0])) : 1 - p[0]);
        var (found, _, squares, _, _, _, _) = LevenbergMarquardt.Minimize(problem, [[0, 0]], FitPrecision.Exact)[0];

        Assert.Equal(1, found[0], 1e-6);
        Assert.Equal(1, found[1], 1e-6);
        Assert.True(squares < 1e-12);
    }

    [Theory]
    [InlineData("leak", "leak has no gates")]
    [InlineData("potassium-afterhyperpolarization", "gate m of potassium-afterhyperpolarization does not follow the membrane potential")]
    public void A_channel_without_voltage_dependence_is_refused(string channel, string expected)
        => Assert.Contains(expected,
            Assert.Throws<UserErrorException>(() => new VoltageClampExperiment().Run(quick with { Channel = channel }, new ExperimentContext())).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("channel", "sodium-hodgkin-huxly", "sodium-hodgkin-huxley")]
    [InlineData("celsius", "-300", "-273.15")]
    [InlineData("highest", "-120 mV", "expected more than the lowest potential")]
    public void Bad_values_are_named(string option, string value, string expected)
        => Assert.Contains(
            expected,
            Assert.Throws<UserErrorException>(()
                => ResolvedParameters.Resolve(new VoltageClampExperiment(), preset: null, [KeyValuePair.Create(option, value)])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_stop_before_there_is_anything_to_show_ends_the_run()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.True(new VoltageClampExperiment().Run(quick, new ExperimentContext { Cancellation = stop.Token }).Interrupted);
    }
}
