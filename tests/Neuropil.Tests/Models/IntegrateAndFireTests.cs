using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Exponential, adaptive and Izhikevich cells: thresholds with a closed form, and what a spike does.</summary>
public class IntegrateAndFireTests
{
    [Theory]
    [InlineData(0.995, false)]
    [InlineData(1.005, true)]
    public void The_exponential_cell_fires_from_its_rheobase_on(double factor, bool fires)
    {
        // The largest current with a resting state: g_L (V_T - E_L - D) = 20 nS (5.1 mV - 3.48 mV) = 32.4 pA.
        var cell = new ExponentialIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = factor * 32.4 * pA }] };
        Assert.Equal(fires, new CellRun(cell, 0.1).StepTo(1500).SpikeSteps.Count > 0);
    }

    [Fact]
    public void Without_a_spike_current_the_exponential_cell_is_the_leaky_one()
    {
        // Far below V_T the exponential is below e^-30.
        InjectedCurrent[] inputs = [new SinusoidalCurrent { Amplitude = 100 * pA, Frequency = 20 * Hz }];
        var exponential = new CellRun(new ExponentialIntegrateAndFire { Threshold = 60 * mV, Peak = 100 * mV, Inputs = inputs }, 0.1).StepTo(100);
        var leaky = new CellRun(
            new LeakyIntegrateAndFire { Capacitance = 200 * pF, LeakConductance = 20 * nS, LeakReversal = -65 * mV, Reset = -65 * mV, Inputs = inputs }, 0.1)
            .StepTo(100);
        Assert.Equal(leaky["V"], exponential["V"], 1e-10);
    }

    [Theory]
    [InlineData("exponential-euler")]
    [InlineData("forward-euler")]
    [InlineData("rk4")]
    public void A_spike_cuts_at_the_peak_resets_V_and_adds_to_the_adaptation(string method)
    {
        var run = new CellRun(new AdaptiveExponential { Inputs = [new ConstantCurrent { Amplitude = 900 * pA }] }, 0.05, Integrators.ByName(method));
        double before = run["w"];
        double highest = -100;
        while (run.SpikeSteps.Count == 0)
        {
            before = run["w"];
            run.Step();
            highest = Math.Max(highest, run["V"]);
        }

        Assert.Equal(-70.6, run["V"]);
        Assert.InRange(run["w"] - before, 80.5 - 0.2, 80.5 + 0.2);
        Assert.InRange(highest, -50, 20);
        Assert.InRange(run["spikeCurrent"], 0, 30 * 2);
    }

    [Fact]
    public void While_refractory_V_is_held_and_the_adaptation_goes_on()
    {
        var run = new CellRun(new AdaptiveExponential { RefractoryPeriod = 10 * ms, Inputs = [new ConstantCurrent { Amplitude = 900 * pA }] }, 0.1);
        while (run.SpikeSteps.Count == 0)
        {
            run.Step();
        }

        // V is at E_L, so that w decays freely.
        double w = run["w"];
        run.Step(100);
        Assert.Equal(-70.6, run["V"]);
        Assert.Equal(w * Math.Exp(-10 / 144.0), run["w"], 1e-10);
        Assert.True(run.Step()["V"] > -70.6);
    }

    [Fact]
    public void Parameters_may_differ_between_the_cells_of_a_population()
    {
        Voltage[] resets = [-60 * mV, -65 * mV, -70 * mV];
        var cell = new LeakyIntegrateAndFire { Reset = resets, Inputs = [new ConstantCurrent { Amplitude = new[] { 200 * pA, 300 * pA, 400 * pA } }] };
        for (int i = 0; i < 3; i++)
        {
            // From reset to threshold towards E_L + I/g_L: tau ln((V_inf - V_r)/(V_inf - V_th)), and 5 ms of refractoriness.
            var run = new CellRun(cell, 0.01, null, i).StepTo(200);
            double target = -60 + (20 + (10 * i));
            double interval = 5 + (20 * Math.Log((target - resets[i].SiValue * 1000) / (target + 50)));
            Assert.InRange((run.SpikeSteps[^1] - run.SpikeSteps[^2]) * 0.01, interval, interval + 0.0101);
        }
    }

    [Fact]
    public void Initial_values_are_the_resting_ones_unless_given()
    {
        var run = new CellRun(new AdaptiveExponential { InitialVoltage = -60.6 * mV }, 0.1);
        Assert.Equal(-60.6, run["V"]);
        Assert.Equal(40, run["w"], 1e-12);
        Assert.Equal(-65, new CellRun(new Izhikevich(), 0.1)["v"]);
        Assert.Equal(-13, new CellRun(new Izhikevich(), 0.1)["u"], 1e-12);
        Assert.Equal(-65, new CellRun(new ExponentialIntegrateAndFire(), 0.1)["V"]);
    }
}
