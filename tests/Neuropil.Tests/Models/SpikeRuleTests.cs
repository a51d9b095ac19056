using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>When a cell spikes: once for each time that the condition becomes true.</summary>
public class SpikeRuleTests
{
    // V follows a ramp through thresholds: 1 mV per step of 1 ms, in exact numbers.
    private static EquationCell Ramp(string threshold)
        => new("dV/dt = 1 mV/ms : mV; dx/dt = 1/ms : 1") { Threshold = threshold, Initial = { ["V"] = -5 * mV } };

    [Theory]
    [InlineData("V >= 0 mV", 4)]
    [InlineData("V > 0 mV", 5)]
    [InlineData("0 mV <= V", 4)]
    [InlineData("not V < 0 mV", 4)]
    [InlineData("V > 0 mV and x > 7", 7)]
    [InlineData("V >= 0 mV or x > 2", 2)]
    [InlineData("V >= -5 mV + 2 mV*x*x", -1)]
    public void A_spike_is_found_in_the_step_in_which_the_condition_becomes_true(string threshold, int step)
        => Assert.Equal(step < 0 ? [] : [step], new CellRun(Ramp(threshold), 1, Integrators.ForwardEuler).Step(12).SpikeSteps);

    [Fact]
    public void Each_crossing_from_below_is_one_spike()
    {
        var oscillator = new EquationCell("dV/dt = -w : mV; dw/dt = V*k : mV/ms") { Parameters = { ["k"] = 1 / (ms * ms) }, Initial = { ["V"] = 1 * mV },
            Threshold = "V > 0.5 mV" };
        var run = new CellRun(oscillator, 0.01, Integrators.RungeKutta4).StepTo(40);

        // cos t rises through 1/2 at 2 pi k - pi/3.
        Assert.Equal(Enumerable.Range(1, 6).Select(k => (int)Math.Floor(((2 * Math.PI * k) - (Math.PI / 3)) / 0.01)), run.SpikeSteps);
    }

    [Theory]
    [InlineData("V >= 0 mV")]
    [InlineData("V > 0 mV")]
    [InlineData("V > 0 mV and x > 7")]
    public void A_value_that_is_not_a_number_is_no_spike_and_stops_the_run(string threshold)
    {
        var run = new CellRun(Ramp(threshold), 1, Integrators.ForwardEuler) { ["V"] = double.NaN, ["x"] = 0 };
        Assert.Empty(run.Step().SpikeSteps);

        // V is not a number after the first step.
        var network = new Network();
        var cells = network.Add(
            new Population("cells", 1,
            new EquationCell("dV/dt = sqrt(-1 - x)*mV/ms : mV; dx/dt = 1/ms : 1") { Threshold = threshold, Method = Integrators.ForwardEuler }));
        using var simulation = new Simulation(network, new RunOptions { TimeStep = 1 * ms });
        var spikes = simulation.Record(cells.Spikes);
        var error = Assert.Throws<SimulationDivergedException>(() => simulation.Advance(5 * ms));
        Assert.StartsWith("Population 'cells', cell 0: V became infinite or not a number by 1 ms.", error.Message);
        Assert.Equal(0, spikes.Count);
    }

    [Fact]
    public void A_cell_that_stays_above_spikes_again_a_refractory_period_after_the_last_spike()
    {
        // As in Brian2, where t - lastspike >= refractory allows it: 30 steps of 0.1 ms. The adaptive method has no grid and agrees.
        var cell = new PointNeuron { Mechanisms = [new Leak { Reversal = 0 * mV }], InitialVoltage = -40 * mV, Threshold = -20 * mV, RefractoryPeriod = 3 * ms,
            SpikesWhileAbove = true };
        var run = new CellRun(cell, 0.1).StepTo(60);
        Assert.True(run.SpikeSteps.Count > 10);
        Assert.All(run.SpikeSteps.Zip(run.SpikeSteps.Skip(1), (first, next) => next - first), interval => Assert.Equal(30, interval));
        var adaptive = new AdaptiveSimulation(cell).Run(60 * ms).SpikeTimes;
        Assert.Equal(run.SpikeSteps.Count, adaptive.Count);
        Assert.All(adaptive.Zip(adaptive.Skip(1), (first, next) => (next - first) / ms), interval => Assert.Equal(3, interval, 1e-9));
    }

    [Fact]
    public void Resets_run_in_their_order_each_seeing_what_those_before_it_wrote()
    {
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV; dw/dt = 0 mV/ms : mV") { Threshold = "V >= 3 mV", Reset = "V = w; w = V + 1 mV",
            Initial = { ["w"] = -7 * mV } };
        var run = new CellRun(cell, 1, Integrators.ForwardEuler).Step(3);
        Assert.Equal([-7.0, -6.0], [run["V"], run["w"]]);
        run = new CellRun(cell with { Reset = "w = V + 1 mV; V = w" }, 1, Integrators.ForwardEuler).Step(3);
        Assert.Equal([4.0, 4.0], [run["V"], run["w"]]);
    }

    [Fact]
    public void Lines_marked_so_are_held_while_refractory_in_place_of_the_voltage()
    {
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV; dw/dt = 1 pA/ms : pA (unless refractory)") { Threshold = "V >= 3 mV", RefractoryPeriod = 4 * ms };
        var run = new CellRun(cell, 1, Integrators.ForwardEuler).Step(7);
        Assert.Equal([7.0, 3.0], [run["V"], run["w"]]);
        Assert.Equal(4, run.Step()["w"]);
    }

    [Fact]
    public void Periods_of_refractoriness_may_differ_between_cells_and_are_rounded_to_steps()
    {
        Time[] periods = [0 * ms, 1.4 * ms, 1.6 * ms];
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV") { Threshold = "V >= 3 mV", Reset = "V = 0 mV", RefractoryPeriod = periods };
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal([2, 5 + i], new CellRun(cell, 1, Integrators.ForwardEuler, i).Step(9).SpikeSteps.Take(2));
        }
    }
}
