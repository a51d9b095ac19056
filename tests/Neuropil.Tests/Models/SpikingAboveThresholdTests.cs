using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Cells with a reset spike whenever they are above the threshold outside their refractory period; ceilings hold for all who read them.</summary>
public class SpikingAboveThresholdTests
{
    [Fact]
    public void Cells_that_start_above_the_threshold_fire_at_once_and_none_is_silent()
    {
        // 200 pA leads a leaky cell from -60 mV towards -40 mV: 20 ln 2 = 13.86 ms to the threshold, and 5 ms of refractoriness; on the grid 139 and 50 steps.
        // From a V above the threshold the first spike is that of the first step.
        double[] start = [-60, -57, -53, -50.1, -50, -45];
        var network = new Network();
        var cells = network.Add(new Population("cells", 6, new LeakyIntegrateAndFire { Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] })
        {
            Initial = { ["V"] = start.Select(v => v * mV).ToArray() },
        });
        using var run = new Simulation(network);
        var record = run.Record(cells.Spikes);
        run.Advance(500 * ms);
        for (int i = 0; i < start.Length; i++)
        {
            int first = Math.Max(1, (int)Math.Ceiling(20 * Math.Log((-40 - start[i]) / 10) / 0.1));
            Assert.Equal(Enumerable.Range(0, 1 + ((5000 - first) / 189)).Select(k => first - 1 + (189 * k)), record.Trains().StepsOf(i).ToArray());
        }
    }

    [Fact]
    public void A_crossing_while_refractory_becomes_a_spike_at_the_period_s_end_if_V_is_still_above()
    {
        // V is not held: it is above again 13.86 ms after a reset, and spikes when 20 ms have passed. As Brian2: 20 spikes.
        var cell = new EquationCell("dV/dt = (-40*mV - V)/(20*ms) : mV\ndz/dt = 0*Hz : 1 (unless refractory)")
        {
            Threshold = "V >= -50 mV", Reset = "V = -60 mV", RefractoryPeriod = 20 * ms, Initial = { ["V"] = -60 * mV },
        };
        var run = new CellRun(cell, 0.1).StepTo(400);
        Assert.Equal(Enumerable.Range(0, 20).Select(k => 138 + (200 * k)), run.SpikeSteps);
        var adaptive = new AdaptiveSimulation(cell).Run(400 * ms).SpikeTimes;
        Assert.Equal(20, adaptive.Count);
        Assert.Equal((20 * Math.Log(2)) + (19 * 20), adaptive[^1] / ms, 1e-6);
    }

    [Theory]
    [InlineData("backward-euler")]
    [InlineData("rk4")]
    [InlineData("midpoint")]
    [InlineData("exponential-euler")]
    public void The_adaptation_never_sees_V_beyond_its_peak(string method)
    {
        // The adaptive method, which locates the peak: 11 spikes, the first at 11.7916 ms.
        var run = new CellRun(new AdaptiveExponential { Inputs = [new ConstantCurrent { Amplitude = 1 * nA }] }, 0.01, Integrators.ByName(method));
        double highest = 0;
        for (int n = 0; n < 30_000; n++)
        {
            highest = Math.Max(highest, run.Step()["w"]);
        }

        Assert.Equal(11, run.SpikeSteps.Count);
        Assert.InRange(highest, 420, 427);
    }

    [Fact]
    public void The_adaptive_method_follows_an_exponential_spike_to_its_peak()
    {
        var run = new AdaptiveSimulation(new AdaptiveExponential { Inputs = [new ConstantCurrent { Amplitude = 1 * nA }] }).Run(300 * ms);
        Assert.Equal(11, run.SpikeTimes.Count);
        Assert.Equal(11.7916, run.SpikeTimes[0] / ms, 1e-4);
    }

    [Theory]
    [InlineData("backward-euler", 1)]
    [InlineData("rk4", 4)]
    [InlineData("heun", 2)]
    [InlineData("midpoint", 2)]
    public void A_variable_that_follows_one_at_its_ceiling_sees_the_ceiling_within_the_step(string method, int order)
    {
        // y grows by 100 a step and stops at 1; x relaxes to y. From y = 1 on, x = 1 - (1 - x_0) e^-t whatever y's stages would be.
        var run = new CellRun(new Follower(), 0.1, Integrators.ByName(method)).Step();
        Assert.Equal(1, run["y"]);
        Assert.InRange(run["x"], 0.04, 0.1);
        double x = run["x"];
        run.Step(10);
        Assert.Equal(1 - ((1 - x) * Math.Exp(-1)), run["x"], order == 1 ? 0.02 : Math.Pow(0.1, order));
    }

    [Fact]
    public void The_adaptive_method_stops_at_a_ceiling_and_leaves_it_when_the_slope_turns()
    {
        // y = t up to 1 at 1 ms; its slope turns with cos(t/ms) at pi/2, and then y falls by 1 - sin t.
        var run = new AdaptiveSimulation(new Rising(), new AdaptiveOptions { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-10 })
            .Run(4 * ms, ["y"], 0.5 * ms);
        for (int i = 0; i < run.Traces.TimesSeconds.Count; i++)
        {
            double t = run.Traces.TimesSeconds[i] * 1e3;
            double expected = t < Math.Asin(0.75) ? Math.Sin(t) : t < Math.PI / 2 ? 0.75 : 0.75 - (1 - Math.Sin(t));
            Assert.Equal(expected, run.Traces["y"].Values[i], 1e-8);
        }
    }

    /// <summary>y runs up to its ceiling of 1, x follows it.</summary>
    private sealed record Follower : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var (x, y) = (equations.State("x", Dimension.None), equations.State("y", Dimension.None));
            equations.Differential(x, (y - x) / ms);
            equations.Differential(y, 1000 / ms + (0 * x / ms));
            equations.Ceiling(y, 1.0);
        }
    }

    /// <summary>dy/dt = cos t with a ceiling of 0.75.</summary>
    private sealed record Rising : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var y = equations.State("y", Dimension.None);
            equations.Differential(y, Functions.Sin((Symbol.Time / ms) + (Math.PI / 2)) / ms);
            equations.Ceiling(y, 0.75);
        }
    }
}
