using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Injected currents, added up by a perfect integrator: V is the charge over C.</summary>
public class InjectedCurrentTests
{
    [Theory]
    [InlineData("forward-euler")]
    [InlineData("exponential-euler")]
    [InlineData("exact-linear")]
    [InlineData("midpoint")]
    [InlineData("heun")]
    [InlineData("rk4")]
    public void A_step_of_current_brings_its_exact_charge_by_every_method(string method)
    {
        var run = Integrator(0.1, method, new StepCurrent { Amplitude = 100 * pA, Start = 3.3 * ms, Stop = 7.7 * ms });
        Assert.Equal(0, run.StepTo(3.3)["V"]);
        Assert.Equal(0.1, run.Step()["V"], 1e-12);
        Assert.Equal(4.4, run.StepTo(20)["V"], 1e-12);
    }

    [Fact]
    public void A_step_begins_with_the_step_of_its_time_wherever_that_is_on_the_grid()
    {
        foreach (double dt in new[] { 0.1, 0.025, 0.01, 0.3 })
        {
            for (int k = 0; k < 300; k++)
            {
                var run = Integrator(dt, "forward-euler", new StepCurrent { Start = k * dt * ms });
                Assert.Equal(0, run.Step(k)["V"]);
                Assert.True(run.Step()["V"] > 0);
            }
        }
    }

    [Fact]
    public void A_constant_current_flows_from_the_first_step_on()
        => Assert.Equal(2.5, Integrator(0.1, "forward-euler", new ConstantCurrent { Amplitude = 25 * pA }).StepTo(10)["V"], 1e-12);

    [Fact]
    public void A_sinusoid_has_its_integral()
    {
        // Integral of A sin(2 pi f t + p) + b: A/(2 pi f) (cos p - cos(2 pi f t + p)) + b t.
        double w = 2 * Math.PI * 0.04;
        var run = Integrator(0.1, "rk4", new SinusoidalCurrent { Amplitude = 100 * pA, Frequency = 40 * Hz, Phase = 0.7, Offset = 30 * pA });
        Assert.Equal((100 / w * (Math.Cos(0.7) - Math.Cos((w * 33) + 0.7)) + (30 * 33)) / 100, run.StepTo(33)["V"], 1e-9);
    }

    [Fact]
    public void Samples_flow_one_interval_each_and_nothing_before_and_after()
    {
        Current[] samples = [10 * pA, -20 * pA, 40 * pA];
        var run = Integrator(0.1, "rk4", new ArrayCurrent { Samples = samples, Interval = 0.3 * ms, Start = 1 * ms, Scale = new double[] { 1, 2 } }, index: 1);
        double[] charge = [.. Enumerable.Range(0, 25).Select(_ => run.Step()["V"])];
        double[] expected = [.. Enumerable.Range(1, 25).Select(n => 2 * 0.1 / 100 * ((10 * Filled(n, 10)) - (20 * Filled(n, 13)) + (40 * Filled(n, 16))))];
        Assert.Equal(expected, charge, new Near(1e-12));

        static int Filled(int steps, int from) => Math.Clamp(steps - from, 0, 3);
    }

    [Fact]
    public void Amplitudes_may_differ_between_cells_and_several_inputs_add()
    {
        Current[] amplitudes = [10 * pA, 20 * pA, 30 * pA];
        InjectedCurrent[] inputs = [new ConstantCurrent { Amplitude = amplitudes }, new StepCurrent { Amplitude = amplitudes, Start = 5 * ms }];
        for (int cell = 0; cell < 3; cell++)
        {
            var run = new CellRun(Cell(inputs), 0.1, Integrators.ForwardEuler, cell).StepTo(10);
            Assert.Equal((cell + 1) * 1.5, run["V"], 1e-12);
            Assert.Equal((cell + 1) * 10.0, run["constantCurrent.current"]);
            Assert.Contains("stepCurrent.amplitude", run.System.ParameterNames.Values.Append("stepCurrent.amplitude"));
        }
    }

    [Fact]
    public void Inputs_have_names_as_channels_have()
    {
        string[] Names(params InjectedCurrent[] inputs) => [.. Cell(inputs).ToEquations().Intermediates.Keys.Select(name => name[..name.LastIndexOf('.')])];

        Assert.Equal(["stepCurrent", "constantCurrent"], Names(new StepCurrent(), new ConstantCurrent()));
        Assert.Equal(["pulse"], Names(new StepCurrent { Name = "pulse" }));

        // Of one type: the first keeps its name whatever is added.
        Assert.Equal(["stepCurrent", "pulse", "stepCurrent2", "stepCurrent3"],
            Names(new StepCurrent(), new StepCurrent { Name = "pulse" }, new StepCurrent(), new StepCurrent()));
        string twice = Assert.Throws<ArgumentException>(() => Names(new StepCurrent { Name = "a" }, new ConstantCurrent { Name = "a" })).Message;
        Assert.Contains("two mechanisms, receptors or inputs 'a'", twice, StringComparison.Ordinal);
        string none = Assert.Throws<ArgumentException>(() => Names(new StepCurrent { Name = " " })).Message;
        Assert.Contains("A mechanism, receptor or input needs a name", none, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fluctuating_input_of_another_name_draws_other_noise()
    {
        double[] After(string name, params InjectedCurrent[] inputs)
        {
            var network = new Network { NoiseSeed = 3 };
            var cells = network.Add(new Population("cells", 5, Cell(inputs)));
            using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
            var noise = run.Record(cells.Trace($"{name}.I", 0, 1, 2, 3, 4));
            run.Advance(2 * ms);
            return [.. noise.Traces().Columns.Select(column => column.Values[^1])];
        }

        var background = new OrnsteinUhlenbeckCurrent { Name = "background" };
        var alone = After("background", background);
        Assert.Equal(5, alone.Distinct().Count());
        Assert.Empty(alone.Intersect(After("other", background with { Name = "other" })));

        // Its place does not matter, nor what stands beside it.
        Assert.Equal(alone, After("background", new StepCurrent(), background, new ConstantCurrent()));
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Assert.Contains("stops at 1 ms, before it starts at 2 ms", Message(new StepCurrent { Start = 2 * ms, Stop = 1 * ms }), StringComparison.Ordinal);
        Assert.Contains("no samples", Message(new ArrayCurrent { Samples = [] }), StringComparison.Ordinal);
        Assert.Contains("-1 ms", Message(new ArrayCurrent { Samples = [1 * pA], Interval = -1 * ms }), StringComparison.Ordinal);
        Assert.Contains("Sample 1", Message(new ArrayCurrent { Samples = [1 * pA, double.NaN * pA] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_current_into_a_cell_that_does_not_use_it_is_an_error()
    {
        var deaf = new EquationCell("dV/dt = -V/(10 ms) : mV") { Inputs = [new ConstantCurrent()] };
        Assert.Contains("none of its equations has the input current 'I'", Assert.Throws<InvalidOperationException>(() => CellRun.SystemOf(deaf)).Message,
            StringComparison.Ordinal);
    }

    private static string Message(InjectedCurrent input) => Assert.Throws<ArgumentException>(() => CellRun.SystemOf(Cell([input]))).Message;

    private static EquationCell Cell(InjectedCurrent[] inputs) => new("dV/dt = I/(100 pF) : mV") { Inputs = inputs };

    private static CellRun Integrator(double dt, string method, InjectedCurrent input, int index = 0)
        => new(Cell([input]), dt, Integrators.ByName(method), index);

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
