using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>Events in a cell's text: on its spike, on conditions, each step that one holds or when it becomes true.</summary>
public class EquationCellEventTests
{
    [Fact]
    public void Statements_on_a_spike_may_stand_in_the_text()
    {
        string equations = "dV/dt = (E - V)/tau : mV; dw/dt = -w/tau : 1";
        var parameters = new Dictionary<string, EquationValue> { ["E"] = -40 * mV, ["tau"] = 10 * ms };
        var inText = new EquationCell(equations + "\non spike: V = -60 mV\n  w += V/mV")
        {
            Parameters = parameters, Threshold = "V > -50 mV", Initial = { ["V"] = -60 * mV },
        };
        var inReset = inText with { Equations = equations, Reset = "V = -60 mV; w += V/mV" };
        var (first, second) = (new CellRun(inReset, 0.1).StepTo(100), new CellRun(inText, 0.1).StepTo(100));
        Assert.True(first.SpikeSteps.Count > 5, $"only {first.SpikeSteps.Count} spikes");
        Assert.Equal(first.SpikeSteps, second.SpikeSteps);
        Assert.Equal((first["V"], first["w"]), (second["V"], second["w"]));
    }

    // x counts the steps; each event adds to a variable that nothing else changes.
    [Fact]
    public void A_condition_is_an_event_when_it_becomes_true_or_while_it_holds()
    {
        var run = new CellRun(
            new EquationCell("""
                dx/dt = 1/ms : 1
                once : 1
                each : 1
                rule : 1
                reset : 1
                on x > 2.5: rule += 1                  # changes no variable of its condition: when it becomes true
                when x > 3.5: once += 1
                while x > 4.5: each += 1
                on reset < 2.5: reset += 1             # changes one: while it holds
                """),
            1,
            Integrators.ForwardEuler).Step(8);
        Assert.Equal([1.0, 1.0, 4.0, 3.0], [run["rule"], run["once"], run["each"], run["reset"]]);
        Assert.Empty(run.SpikeSteps);
    }

    [Theory]
    [InlineData("V > 0 mV", 1)]
    [InlineData("when V > 0 mV", 1)]
    [InlineData("  while V > 0 mV", 10)]
    public void A_threshold_may_say_how_often(string threshold, int spikes)
    {
        var run = new CellRun(new EquationCell("dV/dt = 1 mV/ms : mV") { Threshold = threshold }, 1, Integrators.ForwardEuler);
        Assert.Equal(spikes, run.Step(10).SpikeSteps.Count);
    }

    [Fact]
    public void A_time_is_a_condition_that_becomes_true_once()
    {
        // In the step that begins there, whatever else the condition asks; in the first step if it has come already.
        var cell = new EquationCell("""
            dx/dt = 1/ms : 1
            late : 1
            from_the_start : 1
            both : 1
            on t >= start: late += x
            on t >= 0 ms: from_the_start += 1
            on t >= 2 ms and x > 6.5: both += x
            """) { Parameters = { ["start"] = 3 * ms } };
        var run = new CellRun(cell, 1).StepTo(3);
        Assert.Equal((0.0, 1.0), (run["late"], run["from_the_start"]));
        run.StepTo(20);
        Assert.Equal((4.0, 1.0, 7.0), (run["late"], run["from_the_start"], run["both"]));
        Assert.Equal(3, new AdaptiveSimulation(cell).Run(10 * ms)["late"].SiValue, 1e-9);
    }

    [Fact]
    public void A_chance_is_drawn_in_each_step()
    {
        var network = new Network { Seed = 2 };
        var cell = new EquationCell("n : 1\nwhile chance < p: n += 1") { Parameters = { ["p"] = 0.25 } };
        var cells = network.Add(new Population("cells", 400, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms });
        var trace = run.Record(cells.Mean("n"));
        run.Advance(100 * ms);

        // 40 000 draws: 25 per cell, with a standard error of sqrt(0.25 0.75/40 000) 100 = 0.22; four of them.
        Assert.InRange(trace.Traces().Columns[0].Values[^1], 25 - 0.87, 25 + 0.87);
    }

    [Fact]
    public void A_refractory_period_may_be_a_formula_over_what_the_spike_leaves()
    {
        var cell = new EquationCell("dV/dt = 1 mV/ms : mV; n : 1") { Threshold = "V >= 3 mV", Reset = "V = 0 mV; n += 1", RefractoryPeriod = "n*2 ms" };
        Assert.Equal([2, 7, 14], new CellRun(cell, 1, Integrators.ForwardEuler).Step(20).SpikeSteps);
    }

    [Fact]
    public void A_word_of_events_may_be_a_name()
    {
        var cell = new EquationCell("on = 3; while = 2; dwhen/dt = (on + while)/ms : 1") { Threshold = "when > 12" };
        var run = new CellRun(cell, 1, Integrators.ForwardEuler).Step(2);
        Assert.Equal(10, run["when"]);
        Assert.Equal([2], run.Step(3).SpikeSteps);
    }
}
