using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>The tutorial's cell against an independent program (two programs agree to the digits given).</summary>
public class TutorialCellTests
{
    private static readonly PointNeuron cell = new()
    {
        Area = 20_000 * um2, Capacitance = 1 * uF / cm2, Threshold = 0 * mV,
        Mechanisms =
        [
            new Sodium { Reversal = 50 * mV, Channels = [new SodiumTraubMiles { Conductance = 100 * mS / cm2, Shift = -63 * mV }] },
            new Potassium { Reversal = -90 * mV, Channels = [new PotassiumTraubMiles { Conductance = 30 * mS / cm2, Shift = -63 * mV }] },
            new Leak { Reversal = -60 * mV, Conductance = 5 * nS / cm2 },
        ],
    };

    [Theory]
    [InlineData(-60, 1, -60.000000000000, 0.017605104756, 0.027472987623, 0.003712212781)]
    [InlineData(-60, 10, -59.976681714918, 0.026948818282, 0.242811132923, 0.028402166268)]
    [InlineData(-60, 50, -59.479689541893, null, null, null)]
    [InlineData(-60, 100, -57.746058773731, 0.040431293855, 0.922572567334, 0.076079051703)]
    [InlineData(-60, 150, -76.425743678657, null, null, null)]
    [InlineData(-60, 200, -88.487293201924, null, null, null)]
    [InlineData(-60, 400, -88.484444590861, null, null, null)]
    [InlineData(-65, 1, -64.999997500001, 0.006765153045, 0.036111867602, 0.001814521802)]
    [InlineData(-65, 100, -64.923637110703, null, null, null)]
    [InlineData(-65, 400, -64.567649930336, null, null, null)]
    public void It_passes_through_the_values_of_the_independent_program(double start, int steps, double v, double? m, double? h, double? n)
    {
        var run = Started(start).Step(steps);
        Assert.Equal(v, run["V"], 1e-9);
        foreach (var (gate, expected) in new[] { ("m", m), ("h", h), ("n", n) })
        {
            Assert.Equal(expected ?? run[gate], run[gate], 1e-11);
        }
    }

    [Fact]
    public void From_minus_60_it_spikes_once_in_the_step_that_starts_at_13_9_ms_and_from_minus_65_never()
    {
        Assert.Equal([139], Started(-60).Step(400).SpikeSteps);
        Assert.Empty(Started(-65).Step(400).SpikeSteps);
    }

    [Fact]
    public void Gates_start_at_their_steady_state_unless_told_otherwise()
    {
        var run = new CellRun(cell with { InitialVoltage = -60 * mV }, 1e-6).Step();
        double[] before = [run["m"], run["h"], run["n"]];
        run.Step(1000);
        Assert.Equal(before[0], run["m"], 1e-6);
        Assert.Equal(before[1], run["h"], 1e-6);
        Assert.Equal(before[2], run["n"], 1e-6);
    }

    private static CellRun Started(double voltage)
        => new(cell, 0.1) { ["V"] = voltage, ["m"] = 0, ["h"] = 0, ["n"] = 0 };
}
