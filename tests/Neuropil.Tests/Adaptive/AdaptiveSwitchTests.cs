using static Neuropil.Units;

namespace Neuropil.Tests.Adaptive;

/// <summary>What jumps: inputs, comparisons, thresholds. Every expected number is a closed form.</summary>
public class AdaptiveSwitchTests
{
    private static readonly AdaptiveOptions loose = new() { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-6, LargestStep = 1000 * ms };

    // V is the charge that has flown, in mV for 1 pC.
    private static readonly EquationCell integrator = new("dV/dt = I/(1 nF) : mV");

    [Theory]
    [InlineData(1)]
    [InlineData(1e-3)]
    [InlineData(1e-9)]
    public void A_pulse_is_not_missed_however_short_it_is(double length)
    {
        var pulse = new StepCurrent { Amplitude = 1 / length * nA, Start = 500.3 * ms, Stop = (500.3 + length) * ms };
        var run = new AdaptiveSimulation(integrator with { Inputs = [pulse] }, loose).Run(1000 * ms);

        // The pulse's ends are rounded to 1e-13 ms.
        Assert.Equal(1e-3, run["V"].SiValue, 1e-3 * (1e-12 + (2e-13 / length)));
        Assert.True(run.Steps < 60);
    }

    [Fact]
    public void Pulses_of_an_array_and_of_a_text_are_all_found()
    {
        var array = new ArrayCurrent { Samples = [.. Enumerable.Range(0, 100).Select(i => (i % 7) * nA)], Interval = 0.3 * ms, Start = 1 * ms };
        double area = 0.3 * Enumerable.Range(0, 100).Sum(i => i % 7);
        Assert.Equal(area, new AdaptiveSimulation(integrator with { Inputs = [array] }, loose).Run(50 * ms)["V"].SiValue / 1e-3, 1e-9);

        var train = new EquationCell("dV/dt = select(t - floor(t/(10*ms))*(10*ms) < 1 us, 1 mV/us, 0 mV/us) : mV");
        Assert.Equal(20, new AdaptiveSimulation(train, loose).Run(195 * ms)["V"].SiValue / 1e-3, 1e-8);

        var square = new EquationCell("dV/dt = select(sin(2*pi*t/(7*ms)) > 0.5, 3 mV/ms, 0 mV/ms) : mV");
        // A sine is above one half for a third of its period.
        Assert.Equal(49, new AdaptiveSimulation(square, loose).Run(49 * ms)["V"].SiValue / 1e-3, 1e-9);
    }

    [Fact]
    public void Currents_that_begin_at_zero_or_on_a_sample_begin_there()
    {
        var run = new AdaptiveSimulation(integrator with { Inputs = [new StepCurrent { Amplitude = 1 * nA, Stop = 2.5 * ms }] }, loose)
            .Run(10 * ms, ["V"], 0.5 * ms);
        for (int i = 0; i <= 20; i++)
        {
            Assert.Equal(Math.Min(0.5 * i, 2.5), run.Traces["V"].Values[i], 1e-12);
        }
    }

    [Fact]
    public void A_slope_that_changes_with_the_state_is_followed_through_its_corner()
    {
        // From 2 mV at -1 mV/ms to 1 mV, from there at -0.25 mV/ms.
        var cell = new EquationCell("dV/dt = -select(V > 1 mV, 1, 0.25)*(1 mV/ms) : mV") { Initial = { ["V"] = 2 * mV } };
        Assert.Equal(0.5, new AdaptiveSimulation(cell, loose).Run(3 * ms)["V"].SiValue / 1e-3, 1e-12);

        // y = 1 - t from 1 to -1: its size, and what lies above and below one half.
        var bent = new EquationCell("dx/dt = -abs(y)/ms : 1; dy/dt = -1/ms : 1; dz/dt = max(y, 0.5)/ms : 1; dw/dt = min(y, 0.5)/ms : 1") { Initial =
            { ["y"] = 1 } };
        var run = new AdaptiveSimulation(bent, loose).Run(2 * ms);
        Assert.Equal(-1, run["x"].SiValue, 1e-12);
        Assert.Equal(0.375 + 0.75, run["z"].SiValue, 1e-12);
        Assert.Equal(0.25 - 0.375, run["w"].SiValue, 1e-12);
    }

    [Fact]
    public void Integer_parts_of_a_state_step_at_every_whole_number_up_and_down()
    {
        // y = 3 sin(t): the integral of floor(y) over a period is -(half a period), since floor(y) + floor(-y) = -1.
        var cell = new EquationCell("dx/dt = y/ms : 1; dy/dt = -x/ms : 1; ds/dt = floor(y)/ms : 1") { Initial = { ["x"] = -3 } };
        var run = new AdaptiveSimulation(cell, loose with { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 }).Run(2 * Math.PI * ms);
        Assert.Equal(-Math.PI, run["s"].SiValue, 1e-8);
    }

    [Fact]
    public void Thresholds_are_crossed_once_each_and_located()
    {
        // A cosine of 1 ms^-1 rises through 0.9999 once a period, 0.0141 ms before its peak: far closer together than the steps are.
        var cell = new EquationCell("dx/dt = y/ms : 1; dy/dt = -x/ms : 1") { Initial = { ["x"] = -1 }, Threshold = "x > 0.9999" };
        double[] spikes = Spikes(new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 }).Run(100 * ms));
        Assert.Equal(16, spikes.Length);
        for (int k = 0; k < spikes.Length; k++)
        {
            Assert.Equal(((2 * k) + 1) * Math.PI, spikes[k] + Math.Acos(0.9999), 1e-8);
        }
    }

    [Fact]
    public void Several_events_in_one_step_come_in_their_order()
    {
        // V grows by 1 mV/ms and is reset at 1, while a second comparison changes V's speed at 0.5 and 0.75: 0.5 + 0.25/2 + 0.25/4 ms a spike.
        var cell = new EquationCell("dV/dt = select(V < 0.5 mV, 1, select(V < 0.75 mV, 2, 4))*(1 mV/ms) : mV") { Threshold = "V >= 1 mV", Reset = "V = 0 mV" };
        double[] spikes = Spikes(new AdaptiveSimulation(cell, loose).Run(10 * ms));
        Assert.Equal(14, spikes.Length);
        Assert.Equal(14 * 0.6875, spikes[^1], 1e-11);
    }

    [Fact]
    public void A_cell_that_starts_above_its_threshold_has_not_crossed_it_and_one_just_below_does_at_once()
    {
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV") { Threshold = "V > 1 mV", Initial = { ["V"] = 2 * mV } };
        Assert.Empty(new AdaptiveSimulation(cell, loose).Run(5 * ms).SpikeTimes);
        cell = cell with { Threshold = "V >= 2 mV" };
        Assert.Empty(new AdaptiveSimulation(cell, loose).Run(5 * ms).SpikeTimes);
        cell = cell with { Threshold = "V > 2.000001 mV" };
        Assert.Equal([1e-6], Spikes(new AdaptiveSimulation(cell, loose).Run(5 * ms)), (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void What_spikes_while_above_its_threshold_spikes_after_every_refractory_period()
    {
        var rule = new Above(Occurrence.WhileItHolds);
        Assert.Equal([2, 3.5, 5, 6.5], Spikes(new AdaptiveSimulation(rule, loose).Run(7.9 * ms)), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([2], Spikes(new AdaptiveSimulation(rule with { Occurrence = Occurrence.WhenItBecomesTrue }, loose).Run(7.9 * ms)),
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_crossing_within_a_refractory_period_does_not_count()
    {
        // x = -cos t rises through 0 every 2 pi from pi/2 on; 7 ms of refractoriness leave every second.
        var counted = new Oscillation(7 * ms);
        double[] spikes = Spikes(new AdaptiveSimulation(counted, loose with { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-10 }).Run(30 * ms));
        Assert.Equal([0.5 * Math.PI, 4.5 * Math.PI, 8.5 * Math.PI], spikes, (a, b) => Math.Abs(a - b) < 1e-7);
    }

    private static double[] Spikes(AdaptiveRun run) => [.. run.SpikeTimes.Select(time => time / ms)];

    /// <summary>V = t, above 2 mV from 2 ms on.</summary>
    private sealed record Above(Occurrence Occurrence) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", 0 * mV);
            equations.Differential(v, 1 * mV / ms);
            equations.Spike(v >= 2 * mV, Occurrence);
            equations.Refractory(1.5 * ms);
        }
    }

    /// <summary>x = -cos t with a period after each spike in which none is counted.</summary>
    private sealed record Oscillation(Time Period) : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (x, y) = (equations.State("x", Dimension.None), equations.State("y", Dimension.None));
            equations.Differential(x, y / ms);
            equations.Differential(y, -x / ms);
            equations.Initial(x, -1.0);
            equations.Spike(x > 0);
            equations.Refractory((Quantity)Period);
        }
    }
}
