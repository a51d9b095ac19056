using static Neuropil.Units;

namespace Neuropil.Tests.Models.Receptors;

/// <summary>The NMDA receptor: its block, what it passes, its calcium.</summary>
public class NmdaTests
{
    [Theory]
    [InlineData(-70, 0.044471)]
    [InlineData(-40, 0.230155)]
    [InlineData(0, 0.781182)]
    [InlineData(-20.5253, 0.5)]
    public void Magnesium_blocks_as_Jahr_and_Stevens_have_it(double voltage, double open)
    {
        var clamp = new VoltageClamp { Holding = voltage * mV, Mechanisms = [] };
        var run = new CellRun(clamp, 0.1, null, 0, new Nmda("nmda"));
        run.Arrive("nmda", 2);
        run.Step(100);
        Assert.Equal(open, run["nmda.unblocked"], 1e-6);
        Assert.Equal(run["nmda.g"] * run["nmda.unblocked"] * (0 - voltage), run["nmda.current"], 1e-10);
        Assert.Equal(0.1 * run["nmda.g"] * run["nmda.unblocked"] * (130 - voltage), run["nmda.calciumCurrent"], 1e-10);
        Assert.Equal(2 * KernelTests.Kernel(9.9, 2, 100), run["nmda.g"], 1e-11);
    }

    [Fact]
    public void Gamma_is_the_place_of_the_ion_in_the_field()
    {
        Assert.Equal(1.65705, MagnesiumBlock.ZDelta(0.062 / mV, Celsius(37)), 1e-5);
        Assert.Equal(0.062, MagnesiumBlock.Steepness(1.657048, Celsius(37)) * mV, 1e-6);
        Assert.Equal(1.65705, new CellRun(KernelTests.Passive, 0.1, null, 0, new Nmda("nmda"))["nmda.zDelta"], 1e-5);
        Assert.Equal(-20.5253, MagnesiumBlock.HalfBlock(1 * mM, 3.57 * mM, 0.062 / mV) / mV, 1e-4);
        Assert.Contains("expected more than 0 K", Assert.Throws<ArgumentOutOfRangeException>(() => MagnesiumBlock.Steepness(1, 0 * kelvin)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Calcium_stays_as_long_as_its_removal_says()
    {
        // At a clamped potential the influx is P_f B (E_Ca - V) g(t), and the charge its convolution with e^(-t/tau): three exponentials.
        double influx = 0.1 * 0.7811819 * 130;
        double size = 1 / (Math.Exp(-Peak / 100) - Math.Exp(-Peak / 2));
        double expected = influx * size * (Convolved(100) - Convolved(2));
        var errors = new List<double>();
        foreach (double dt in new[] { 0.1, 0.05 })
        {
            var run = new CellRun(new VoltageClamp { Holding = 0 * mV, Mechanisms = [] }, dt, null, 0, new Nmda("nmda"));
            run.Arrive("nmda", 1);
            run.Step((int)Math.Round(50 / dt) + 1);
            errors.Add(Math.Abs(run["nmda.calcium.charge"] - expected));
        }

        Assert.Equal(2, errors[0] / errors[1], 0.2);
        Assert.InRange(errors[1], 0, 0.01 * expected);

        static double Convolved(double tau) => (Math.Exp(-50 / tau) - Math.Exp(-50 / 20.0)) / ((1 / 20.0) - (1 / tau));
    }

    [Fact]
    public void Without_magnesium_it_is_a_double_exponential()
    {
        var run = new CellRun(KernelTests.Passive, 0.1, null, 0, new Nmda("nmda") { Magnesium = 0 * mM });
        Assert.Equal(1, run["nmda.unblocked"]);
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Error("nmda.magnesium is -1 mM; expected 0 mM or more.", new Nmda("nmda") { Magnesium = -1 * mM });
        Error("nmda.magnesium is -1 mM; expected 0 mM or more.", new KineticNmda("nmda") { Magnesium = -1 * mM });
        Error("nmda.rise is 0 ms; expected more than 0 ms.", new Nmda("nmda") { Rise = 0 * ms });
        Error("nmda.calciumFraction is -0.1; expected 0 or more.", new Nmda("nmda") { CalciumFraction = -0.1 });

        var network = new Network();
        var cells = network.Add(new Population("cells", 2, KernelTests.Passive));
        network.Connect(cells, cells, new AllToAll(), new Nmda("nmda") { Magnesium = new[] { 1 * mM, -2 * mM } }, 1 * nS);
        Assert.Equal("Population 'cells', cell 1: nmda.magnesium is -2 mM; expected 0 mM or more.",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);

        static void Error(string message, Receptor receptor)
            => Assert.Equal(message, Assert.Throws<ArgumentException>(() => CellRun.SystemOf(KernelTests.Passive, receptor)).Message);
    }

    private static double Peak => 2 * 100 / 98.0 * Math.Log(50);
}
