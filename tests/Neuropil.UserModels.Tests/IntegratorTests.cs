using Neuropil.UserModels.Tests.Models;

namespace Neuropil.UserModels.Tests;

/// <summary>A method of a user, written out and as a tableau.</summary>
public class IntegratorTests
{
    private const double TimeStep = 0.1e-3;
    private const int Steps = 200;

    [Fact]
    public void Its_steps_are_those_of_a_loop_by_hand()
    {
        double[] expected = ByHand();
        Assert.All(Voltages(new Ralston()).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(Voltages(new RungeKutta("ralston", 2, [[], [2.0 / 3]], [0.25, 0.75])).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void What_a_method_leaves_out_is_named()
        => Assert.Contains(
            "lazy must give a new value of V in Voltage (mV), but gives none",
            Assert.ThrowsAny<Exception>(() => Voltages(new Lazy())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_tableau_that_is_none_is_refused()
    {
        Assert.Contains("Stage 2 of implicit has 2 weights",
            Assert.Throws<ArgumentException>(() => new RungeKutta("implicit", 2, [[], [0.5, 0.5]], [0.5, 0.5])).Message, StringComparison.Ordinal);
        Assert.Contains("sum to 0.9", Assert.Throws<ArgumentException>(() => new RungeKutta("short", 1, [[]], [0.9])).Message, StringComparison.Ordinal);
        Assert.Contains("2 stages, but weights for 1", Assert.Throws<ArgumentException>(() => new RungeKutta("uneven", 1, [[], [1]], [1])).Message,
            StringComparison.Ordinal);
    }

    // V over its value at the start, whatever unit a trace has, of a leaky cell under a sinusoid.
    private static double[] Voltages(Integrator method)
    {
        var cell = new LeakyIntegrateAndFire { Inputs = [new SinusoidalCurrent { Amplitude = 100 * pA, Frequency = 50 * Hz }], InitialVoltage = -60 * mV,
            Threshold = 100 * mV };
        var network = new Network();
        var cells = network.Add(
            new Population("cell", 1, cell with { Method = method, Capacitance = 200 * pF, LeakConductance = 10 * nS, LeakReversal = -70 * mV }));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.1 * ms });
        var voltages = run.Record(cells.Trace("V", 0));
        run.Advance(Steps * 0.1 * ms);
        var values = voltages.Traces().Columns[0].Values;
        return [.. values.Select(value => value / values[0])];
    }

    private static double[] ByHand()
    {
        double Slope(double t, double v) => ((10e-9 * (-70e-3 - v)) + (100e-12 * Math.Sin(2 * Math.PI * 50 * t))) / 200e-12;
        var values = new List<double> { -60e-3 };
        for (int n = 0; n < Steps; n++)
        {
            double v = values[^1];
            double first = Slope(n * TimeStep, v);
            double second = Slope((n + (2.0 / 3)) * TimeStep, v + (2.0 / 3 * TimeStep * first));
            values.Add(v + (TimeStep * ((0.25 * first) + (0.75 * second))));
        }

        return [.. values.Select(value => value / values[0])];
    }

    private sealed class Lazy() : Integrator("lazy", order: 1)
    {
        public override IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem) => new Dictionary<Symbol, Expr>();
    }
}
