using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>The quadratic cell, the simple model of 2007 and the leaky cell with adaptation, against closed forms and identities.</summary>
public class PhenomenologicalCellTests
{
    [Fact]
    public void The_quadratic_cell_fires_with_the_period_of_its_closed_form()
    {
        // dx/dt = a x² + b about the middle of E_L and V_T: the time from x0 to x1 is (atan(x1 sqrt(a/b)) - atan(x0 sqrt(a/b))) / sqrt(a b).
        var cell = new QuadraticIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] };
        double[] times = [.. new CellRun(cell, 0.001, Integrators.RungeKutta4).StepTo(200).SpikeTimes];
        double a = 20.0 / 15 / 200; // 1/(ms mV)
        double b = (200 / 200.0) - (a * 7.5 * 7.5); // mV/ms
        double period = (Math.Atan((20 + 57.5) * Math.Sqrt(a / b)) - Math.Atan((-80 + 57.5) * Math.Sqrt(a / b))) / Math.Sqrt(a * b);
        Assert.True(times.Length > 3);
        Assert.All(times.Skip(1).Zip(times, (later, earlier) => later - earlier), interval => Assert.InRange(interval - period, -1e-6, 0.001 + 1e-6));
    }

    [Theory]
    [InlineData(74, false)] // g_L (V_T - E_L) / 4 = 75 pA
    [InlineData(76, true)]
    public void The_quadratic_cell_begins_to_fire_where_the_parabola_leaves_the_axis(double current, bool fires)
        => Assert.Equal(fires, new CellRun(new QuadraticIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = current * pA }] }, 0.05).StepTo(1500)
            .SpikeSteps.Count > 0);

    [Fact]
    public void The_simple_model_of_2007_with_the_numbers_of_2003_is_that_of_2003()
    {
        // 0.04 v² + 5 v + 140 has its zeros at -62.5 +- sqrt(2.6) / 0.08: with 1 pF they are v_r and v_t, and k is 0.04 nS/mV.
        double half = Math.Sqrt(2.6) / 0.08;
        double rest = -62.5 - half;
        var old = new Izhikevich { InitialVoltage = -70 * mV, Inputs = [new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }] };
        var now = new Izhikevich2007
        {
            Capacitance = 1 * pF, Curvature = 0.04 * nS / mV, Rest = rest * mV, Threshold = (-62.5 + half) * mV, A = 0.02 / ms, B = 0.2 * nS, C = -65 * mV,
                D = 8 * pA,
            Peak = 30 * mV, InitialVoltage = -70 * mV,
        };

        // The old u is the new one plus b v_r, which a constant current takes up.
        now = now with { Inputs = [new ConstantCurrent { Amplitude = -0.2 * rest * pA }, new StepCurrent { Amplitude = 14 * pA, Start = 10 * ms }] };
        var first = new CellRun(old, 0.01, Integrators.ForwardEuler).StepTo(200);
        var second = new CellRun(now, 0.01, Integrators.ForwardEuler).StepTo(200);
        Assert.True(first.SpikeSteps.Count > 4);
        Assert.Equal(first.SpikeSteps, second.SpikeSteps);
    }

    [Theory]
    [InlineData(51, false)]
    [InlineData(52, true)]
    public void The_regular_spiking_cell_of_2007_begins_to_fire_where_its_fixed_points_vanish(double current, bool fires)
    {
        // With x = v - v_r and u = b x: k x (x - 20) - b x + I = 0.7 x² - 12 x + I has no zero above 12² / (4 * 0.7) = 51.4 pA.
        var cell = new Izhikevich2007 { Inputs = [new StepCurrent { Amplitude = current * pA }] };
        Assert.Equal(fires, new CellRun(cell, 0.1, Integrators.RungeKutta4).StepTo(3000).SpikeSteps.Count > 0);
    }

    [Fact]
    public void The_regular_spiking_cell_of_2007_adapts()
    {
        double[] times = [.. new CellRun(new Izhikevich2007 { Inputs = [new StepCurrent { Amplitude = 100 * pA }] }, 0.05, Integrators.RungeKutta4).StepTo(1000)
            .SpikeTimes];
        Assert.True(times.Length > 3);
        Assert.True(times[^1] - times[^2] > times[1] - times[0]);
    }

    [Fact]
    public void An_adaptation_current_has_the_mean_b_tau_r_in_steady_firing()
    {
        var cell = new AdaptiveIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 300 * pA }] };
        var run = new CellRun(cell, 0.01).StepTo(2000);
        double[] times = [.. run.SpikeTimes];
        double[] intervals = [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
        Assert.True(intervals[^1] > 1.3 * intervals[0]);

        // Between spikes w only decays: just after one it is b / (1 - exp(-T / tau)).
        int spikes = run.SpikeSteps.Count;
        while (run.SpikeSteps.Count == spikes)
        {
            run.Step();
        }

        Assert.Equal(20 / (1 - Math.Exp(-intervals[^1] / 100)), run["w"], 0.01);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(400)]
    public void A_threshold_that_seeks_a_rate_moves_by_its_spikes_and_the_time_alone(double current)
    {
        var cell = new HomeostaticIntegrateAndFire
        {
            TargetRate = 8 * Hz, ThresholdStep = 0.1 * mV, Inputs = [new ConstantCurrent { Amplitude = current * pA }],
        };
        var run = new CellRun(cell, 0.1).StepTo(60_000);
        int early = run.SpikeSteps.Count;
        Assert.Equal(-50 + (0.1 * (early - (8 * 60))), run["theta"], 1e-6);
        run.StepTo(100_000);
        Assert.Equal(-50 + (0.1 * (run.SpikeSteps.Count - (8 * 100))), run["theta"], 1e-6);
        Assert.Equal(8, (run.SpikeSteps.Count - early) / 40.0, 0.2); // whatever the current
    }

    [Fact]
    public void A_threshold_falls_no_deeper_than_its_least_value()
    {
        var run = new CellRun(new HomeostaticIntegrateAndFire { ThresholdStep = 1 * mV }, 0.1).StepTo(5_000);
        Assert.Empty(run.SpikeSteps);
        Assert.Equal(-58, run["theta"], 1e-3); // from -50 mV by 5 mV/s
    }
}
