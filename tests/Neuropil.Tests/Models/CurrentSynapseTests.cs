using Neuropil.Compiler;
using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Current synapses on a leaky membrane by exact propagators: closed forms at any step, refractoriness, and no exponential in a step.</summary>
public class CurrentSynapseTests
{
    private const double Tau = 20; // ms
    private const double Capacitance = 200; // pF
    private const double Decay = 5; // ms
    private const double Weight = 100; // pA

    private static readonly LeakyIntegrateAndFire cell = new() { LeakReversal = 0 * mV, Threshold = 1000 * mV, Reset = -5 * mV };

    public static TheoryData<double> Steps => [0.025, 0.1, 2.5];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_spike_at_an_exponential_current_has_its_closed_form(double dt)
    {
        foreach (var (run, time) in After(new ExponentialCurrent("input") { Decay = Decay * ms }, dt))
        {
            double expected = Weight / Capacitance * (Math.Exp(-time / Tau) - Math.Exp(-time / Decay)) / ((1 / Decay) - (1 / Tau));
            Assert.Equal(expected, run["V"], 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_spike_at_an_alpha_current_has_its_closed_form(double dt)
    {
        foreach (var (run, time) in After(new AlphaCurrent("input") { TimeConstant = Decay * ms }, dt))
        {
            double b = (1 / Decay) - (1 / Tau);
            double expected = Weight * Math.E / (Capacitance * Decay) * Math.Exp(-time / Tau) * (1 - (Math.Exp(-b * time) * (1 + (b * time)))) / (b * b);
            Assert.Equal(expected, run["V"], 1e-11);
        }
    }

    [Fact]
    public void An_alpha_current_has_the_weight_as_its_peak_after_its_time_constant()
    {
        var run = new CellRun(cell, 0.1, Integrators.ExactLinear, 0, new AlphaCurrent("input") { TimeConstant = Decay * ms });
        run.Arrive("input", Weight);
        double[] current = [.. Enumerable.Range(0, 200).Select(_ =>
        {
            double now = run["input.s"];
            run.Step();
            return now;
        })];
        int peak = Array.IndexOf(current, current.Max());
        Assert.InRange(peak, 50, 52); // what arrives in the first step is at zero at its beginning
        Assert.Equal(Weight, current[peak], 1e-9);
    }

    [Fact]
    public void While_refractory_the_voltage_is_held_and_the_current_goes_on()
    {
        var firing = cell with { Threshold = 1 * mV, RefractoryPeriod = 5 * ms };
        var run = new CellRun(firing, 0.1, Integrators.ExactLinear, 0, new AlphaCurrent("input") { TimeConstant = Decay * ms });
        run.Arrive("input", 1000);
        while (run.SpikeSteps.Count == 0)
        {
            run.Step();
        }

        double time = run.Steps * 0.1;
        run.Step(50);
        Assert.Equal(-5, run["V"]);
        time += 5 - 0.1; // states of receptors are those of the step's beginning
        Assert.Equal(1000 * time / Decay * Math.Exp(1 - (time / Decay)), run["input.s"], 1e-9);
        run.Step();
        Assert.NotEqual(-5, run["V"]);
    }

    [Fact]
    public void A_step_evaluates_no_exponential()
    {
        var system = CellRun.SystemOf(cell with { RefractoryPeriod = 2 * ms }, new ExponentialCurrent("first"), new AlphaCurrent("second"));
        var plan = KernelCompiler.Plan(system, StepEquations.Compose(system, Integrators.ExactLinear), isSingle: false);
        Assert.Equal(0, plan.Exponentials);
        Assert.DoesNotContain("ShiftIntoExponent", plan.Dump());
        Assert.DoesNotContain("Divide", plan.Dump());
    }

    // The first step begins when the spike acts.
    private static IEnumerable<(CellRun Run, double Time)> After(Receptor receptor, double dt)
    {
        var run = new CellRun(cell, dt, Integrators.ExactLinear, 0, receptor);
        run.Arrive("input", Weight);
        for (int step = 1; step <= 60; step++)
        {
            run.Step();
            yield return (run, step * dt);
        }
    }
}
