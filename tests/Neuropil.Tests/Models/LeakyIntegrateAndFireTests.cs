using static Neuropil.Units;

namespace Neuropil.Tests.Models;

public class LeakyIntegrateAndFireTests
{
    // tau 30 ms, E_L -50, threshold -55, reset -70 mV: the way from reset to threshold takes 30 ln 4 = 41.588831 ms.
    private static readonly LeakyIntegrateAndFire tonic = new()
    {
        Capacitance = 300 * pF, LeakConductance = 10 * nS, LeakReversal = -50 * mV, Threshold = -55 * mV, Reset = -70 * mV, InitialVoltage = -70 * mV,
            RefractoryPeriod = 0 * ms,
    };

    [Theory]
    [InlineData("exponential-euler", 0.1)]
    [InlineData("exact-linear", 0.1)]
    [InlineData("exact-linear", 0.025)]
    [InlineData("exact-linear", 1.0)]
    public void The_interval_is_the_closed_form_rounded_up_to_the_grid(string method, double dt)
    {
        var run = new CellRun(tonic, dt, Integrators.ByName(method)).StepTo(200);
        int interval = (int)Math.Ceiling(30 * Math.Log(4) / dt);
        Assert.Equal(Enumerable.Range(1, (int)(200 / dt / interval)).Select(k => (k * interval) - 1), run.SpikeSteps);
    }

    [Fact]
    public void Refractoriness_adds_exactly_its_time_to_the_interval()
    {
        var free = new CellRun(tonic, 0.1).StepTo(200);
        var held = new CellRun(tonic with { RefractoryPeriod = 5 * ms }, 0.1).StepTo(200);
        Assert.Equal(free.SpikeSteps[1] - free.SpikeSteps[0] + 50, held.SpikeSteps[1] - held.SpikeSteps[0]);
    }

    [Fact]
    public void While_refractory_the_voltage_stays_and_what_arrives_at_receptors_is_kept()
    {
        var run = new CellRun(tonic with { RefractoryPeriod = 5 * ms }, 0.1, null, 0, new ExponentialCurrent("input") { Decay = 10 * ms });
        while (run.SpikeSteps.Count == 0)
        {
            run.Step();
        }

        run.Arrive("input", 100);
        run.Step(50);
        Assert.Equal(-70, run["V"]);
        Assert.Equal(100 * Math.Exp(-4.9 / 10), run["input.s"], 9);
        run.Step();
        // Leak alone would move it by 0.1 ms * 20 mV / 30 ms = 0.067 mV; the 60 pA that are left add 0.02 mV.
        Assert.Equal(-70 + 0.0665 + 0.0202, run["V"], 3);
    }

    [Fact]
    public void A_reset_at_or_above_the_threshold_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => CellRun.SystemOf(tonic with { Reset = -55 * mV }));
        Assert.Contains("-55 mV", error.Message, StringComparison.Ordinal);
        Assert.Contains("-5 ms", Assert.Throws<ArgumentException>(() => CellRun.SystemOf(tonic with { RefractoryPeriod = -5 * ms })).Message,
            StringComparison.Ordinal);
    }
}
