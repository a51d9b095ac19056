using static Neuropil.Units;

namespace Neuropil.Tests.Models;

public class CalciumPoolTests
{
    private const string Pool = "calcium.pool.concentration";
    private const double Faraday = 96485.33212331001; // C/mol

    [Fact]
    public void A_pool_starts_at_rest_and_decays_to_it_with_its_time_constant()
    {
        var cell = new PointNeuron { Mechanisms = [new Calcium { Pool = new CalciumPool { Decay = 20 * ms } }, new Leak()] };
        Assert.Equal(240e-6, new CellRun(cell, 0.1).StepTo(10)[Pool], 1e-15);
        var run = new CellRun(cell, 0.1) { [Pool] = 1e-3 };
        Assert.Equal(240e-6 + (760e-6 * Math.Exp(-0.5)), run.StepTo(10)[Pool], 1e-12);
    }

    [Fact]
    public void Inward_current_raises_the_concentration_by_its_charge_over_the_volume_of_the_shell()
    {
        // Held at the leak's potential, a constant permeability carries a constant current.
        var pool = new CalciumPool { Depth = 0.5 * um, Decay = 30 * ms, FreeFraction = 0.2, Rest = 100 * nM };
        var calcium = new Calcium { Reversal = 120 * mV, Channels = [new CalciumHighThreshold { Conductance = 0.001 * mS / cm2 }], Pool = pool };
        var cell = new PointNeuron { Mechanisms = [calcium, new Leak { Conductance = 1000 * mS / cm2, Reversal = -20 * mV }], InitialVoltage = -20 * mV };
        var run = new CellRun(cell, 0.1, Integrators.RungeKutta4);
        double slope = run.Value(run.System.FindState(Pool).Derivative); // mM/ms
        double current = run["calcium.highThreshold.current"] * 1e-12; // A
        Assert.True(current > 0, "inward is positive");
        double volume = 20_000e-12 * 0.5e-6; // m3
        Assert.Equal(1, slope / (0.2 * current / (2 * Faraday * volume) * 1e-3), 1e-12); // mol/m3/s = 1e-3 mM/ms
    }

    [Fact]
    public void With_an_outer_concentration_the_reversal_potential_follows_the_pool()
    {
        var calcium = new Calcium { Pool = new CalciumPool(), OuterConcentration = 2 * mM, Channels = [new CalciumHighThreshold()] };
        var run = new CellRun(new PointNeuron { Mechanisms = [calcium], Temperature = Celsius(36) }, 0.1);
        Assert.Equal(120.26, run["calcium.reversal"], 0.01); // 240 nM and 2 mM at 36 °C, the paper's 120 mV
        double before = run["calcium.reversal"];
        run[Pool] = 2.4e-3;
        Assert.Equal(before - (13.32025 * Math.Log(10)), run["calcium.reversal"], 1e-3);
    }

    [Fact]
    public void Channels_find_the_pool_wherever_it_stands_in_the_list()
    {
        var potassium = new Potassium { Channels = [new PotassiumAfterhyperpolarization(), new PotassiumBigConductance()] };
        var calcium = new Calcium { Pool = new CalciumPool(), Channels = [new CalciumHighThreshold()] };
        double first = new CellRun(new PointNeuron { Mechanisms = [calcium, potassium, new Leak()] }, 0.1).StepTo(20)["V"];
        double last = new CellRun(new PointNeuron { Mechanisms = [potassium, calcium, new Leak()] }, 0.1).StepTo(20)["V"];
        Assert.Equal(first, last, 1e-9);
    }

    [Fact]
    public void A_fixed_concentration_beside_a_fixed_reversal_potential_opens_channels_too()
    {
        var calcium = new Calcium { InnerConcentration = 25 * uM, Reversal = 120 * mV };
        var cell = new PointNeuron { Mechanisms = [new Potassium { Channels = [new PotassiumAfterhyperpolarization()] }, calcium, new Leak()] };
        Assert.Equal(0.5, new CellRun(cell, 0.1)["m"], 1e-15);
        Assert.Equal(120, new CellRun(cell, 0.1)["calcium.reversal"], 1e-12);
    }

    [Fact]
    public void A_channel_without_the_calcium_that_it_needs_is_an_error_that_names_it()
    {
        var potassium = new Potassium { Channels = [new PotassiumAfterhyperpolarization()] };
        Assert.StartsWith("'potassium.afterhyperpolarization' needs the concentration of Calcium inside the cell", Message(potassium),
            StringComparison.Ordinal);
        Assert.Contains("add a mechanism Calcium with a Pool", Message(potassium, new Calcium()), StringComparison.Ordinal);
        Assert.Contains("several mechanisms have one: calcium, other",
            Message(potassium, new Calcium { Pool = new CalciumPool() }, new Calcium { Name = "other", Pool = new CalciumPool() }), StringComparison.Ordinal);
        Assert.Contains(
            "'calcium.lowThresholdThalamic' carries a Goldman-Hodgkin-Katz current and needs the concentration outside",
            Message(new Calcium { Pool = new CalciumPool(), Channels = [new CalciumLowThresholdThalamic()] }),
            StringComparison.Ordinal);
        Assert.Contains(
            "needs the concentration inside", Message(new Calcium { Channels = [new CalciumLowThresholdThalamic()] }), StringComparison.Ordinal);
        Assert.Contains("either InnerConcentration or a Pool", Message(new Calcium { Pool = new CalciumPool(), InnerConcentration = 1 * uM }),
            StringComparison.Ordinal);
    }

    private static string Message(params Mechanism[] mechanisms)
        => Assert.Throws<ArgumentException>(() => CellRun.SystemOf(new PointNeuron { Mechanisms = mechanisms })).Message;
}
