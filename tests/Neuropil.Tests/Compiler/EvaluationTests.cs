using static Neuropil.Units;

namespace Neuropil.Tests.Compiler;

/// <summary>What an expression gives at given values of its symbols, against numbers worked out by hand.</summary>
public class EvaluationTests
{
    private static readonly EquationSystem Squid = new HodgkinHuxley().ToEquations();

    [Fact]
    public void A_current_is_that_of_its_formula()
    {
        // g m^3 h (E - V) with 120 mS/cm^2, E = 50 mV, of the default area; Hodgkin and Huxley's values in today's sign.
        var area = new HodgkinHuxley().Area.UniformSi;
        var current = Squid.Find("sodium.hodgkinHuxley.current").Evaluate(("V", -10 * mV), ("sodium.hodgkinHuxley.m", 0.5), ("sodium.hodgkinHuxley.h", 0.25));
        Assert.Equal(Current.Dimension, current.Dimension);
        Assert.Equal(120e-3 * 1e4 * area * 0.125 * 0.25 * 60e-3, current.SiValue, 1e-12 * Math.Abs(current.SiValue));
    }

    [Fact]
    public void A_gate_at_its_steady_state_does_not_move()
    {
        double alpha = 0.07 * Math.Exp(-(-50 + 65) / 20.0);
        double beta = 1 / (1 + Math.Exp(-(-50 + 35) / 10.0));
        var slope = Squid.FindState("sodium.hodgkinHuxley.h").Derivative;
        Assert.Equal(0, slope.Evaluate(("V", -50 * mV), ("sodium.hodgkinHuxley.h", alpha / (alpha + beta))).SiValue, 1e-10);
        Assert.Equal(alpha * 1e3, slope.Evaluate(("V", -50 * mV), ("sodium.hodgkinHuxley.h", 0.0)).SiValue, 1e-9);
    }

    [Fact]
    public void A_spike_rule_has_a_level_for_each_cell()
    {
        var cell = new LeakyIntegrateAndFire { Threshold = new[] { -50 * mV, -40 * mV } }.ToEquations();
        var level = cell.Spike!.LevelOf(cell.MembranePotential!)!;
        Assert.Equal(-0.04, level.Evaluate(_ => throw new InvalidOperationException(), cell: 1).SiValue, 1e-15);
        Assert.Contains("expected one of these cells, 0 to 1", Assert.Throws<ArgumentException>(() => level.Evaluate()).Message);
        Assert.Equal(1, cell.Spike.Condition!.Evaluate(_ => -45 * mV, cell: 0).SiValue);
        Assert.Equal(0, cell.Spike.Condition!.Evaluate(_ => -45 * mV, cell: 1).SiValue);
        Assert.Null(cell.Spike.LevelOf(Symbol.Time));
    }

    [Fact]
    public void What_is_missing_or_has_another_unit_is_named()
    {
        var current = Squid.Find("leak.current");
        Assert.Contains("'V'", Assert.Throws<UnknownNameException>(() => current.Evaluate()).Message);
        Assert.Contains("give 'V' the value 1 nS", Assert.Throws<DimensionMismatchException>(() => current.Evaluate(("V", 1 * nS))).Message);
        var drawn = new LeakyIntegrateAndFire { Threshold = Distributions.Uniform(-50 * mV, -40 * mV) }.ToEquations();
        Assert.Contains("is drawn by each cell", Assert.Throws<ArgumentException>(() => drawn.Spike!.Condition!.Evaluate(_ => -45 * mV)).Message);
    }
}
