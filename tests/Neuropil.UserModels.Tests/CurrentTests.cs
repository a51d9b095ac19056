using Neuropil.UserModels.Tests.Models;

namespace Neuropil.UserModels.Tests;

/// <summary>Currents that a user adds to a membrane: leak-like, of a pump, of a channel that several ions pass.</summary>
public class CurrentTests
{
    private const double Faraday = 96485.33212331001;
    private const double Area = 2e-8;
    private const double Capacitance = 2e-10;

    private static readonly AdaptiveOptions Exact = new() { RelativeTolerance = 1e-11 };

    [Fact]
    public void A_second_leak_moves_the_rest_and_shortens_the_time_constant()
    {
        var cell = new PointNeuron { InitialVoltage = -60 * mV, Mechanisms = [new Leak { Conductance = 0.05 * mS / cm2, Reversal = -60 * mV }, new Shunt()] };
        double rest = ((10e-9 * -60e-3) + (5e-9 * 0)) / 15e-9;
        double expected = rest + ((-60e-3 - rest) * Math.Exp(-20e-3 * 15e-9 / Capacitance));
        Assert.Equal(expected, new AdaptiveSimulation(cell, Exact).Run(20 * ms)["V"].SiValue, 1e-11);
    }

    [Fact]
    public void A_pump_empties_sodium_three_times_as_fast_as_it_carries_charge()
    {
        var sodium = new Sodium { Reversal = 50 * mV, Pool = new Cytosol<Sodium> { Rest = 15 * mM, Return = 1000 * second } };
        var cell = new PointNeuron { InitialVoltage = -60 * mV, Mechanisms = [sodium, new Potassium(), new SodiumPump(), new Leak()] };
        var run = new AdaptiveSimulation(cell, Exact).Run(80 * ms);
        double[] end = Loop.Run([15, -60e-3], 80e-3, 20_000, (_, y) =>
        {
            double p = 0.02 * Area * y[0] / (y[0] + 10);
            return [(-3 * p / (Faraday * 1e-15)) - ((y[0] - 15) / 1000), ((10e-9 * (-60e-3 - y[1])) - p) / Capacitance];
        });
        Assert.True(end[0] < 15);
        Assert.Equal(end[0], run["sodium.pool.concentration"].SiValue, 1e-8);
        Assert.Equal(end[1], run["V"].SiValue, 1e-11);
    }

    [Fact]
    public void A_channel_that_calcium_opens_and_passes_fills_its_own_trigger()
    {
        var calcium = new Calcium { Pool = new Cytosol<Calcium> { Volume = 500 * um3, Rest = 100 * nM, Return = 50 * ms } };
        var cell = new PointNeuron { InitialVoltage = -60 * mV, Mechanisms = [calcium, new CalciumActivatedCation(), new Leak()] };
        var run = new AdaptiveSimulation(cell, Exact).Run(200 * ms);
        double[] end = Loop.Run([100e-6, 100 / 600.0, -60e-3], 200e-3, 40_000, (_, y) =>
        {
            double current = 0.5 * Area * y[1] * (-20e-3 - y[2]);
            return
            [
                (0.01 * current / (2 * Faraday * 500e-18)) - ((y[0] - 100e-6) / 50e-3),
                ((y[0] / (y[0] + 500e-6)) - y[1]) / 30e-3,
                ((10e-9 * (-60e-3 - y[2])) + current) / Capacitance,
            ];
        });
        Assert.True(end[0] > 150e-6);
        Assert.Equal(1, run["calcium.pool.concentration"].SiValue / end[0], 1e-8);
        Assert.Equal(end[1], run["calciumActivatedCation.m"].SiValue, 1e-9);
        Assert.Equal(end[2], run["V"].SiValue, 1e-11);
    }

    [Fact]
    public void What_a_mechanism_does_wrong_is_named()
    {
        Contains<ArgumentException>("'importer' has a current of Chloride, but the membrane has none", new Importer());
        Contains<ArgumentException>("has several: chloride, other", new Importer(), new Chloride(), new Chloride { Name = "other" });
        Contains<ArgumentException>("'sodiumPump' needs the concentration of Sodium inside the cell", new SodiumPump(), new Sodium(), new Potassium());
        Contains<ArgumentException>("'silent' reads the concentration of Calcium, but does not say so: add RequiredIon.Of<Calcium>()", new Silent(),
            new Calcium { Pool = new CalciumPool() });
        Contains<DimensionMismatchException>("A membrane current must be a current or a current density", new Wrong());
        Contains<ArgumentException>("There is already a variable 'twice.current'", new Twice());
    }

    private static void Contains<TException>(string text, params Mechanism[] mechanisms)
        where TException : Exception
        => Assert.Contains(text, Assert.Throws<TException>(() => new AdaptiveSimulation(new PointNeuron { Mechanisms = mechanisms })).Message,
            StringComparison.Ordinal);

    private sealed record Silent : Mechanism
    {
        protected override void Declare(Membrane membrane) => membrane.AddCurrent(membrane.Concentration<Calcium>() / (1 * mM) * (1 * pA));
    }

    private sealed record Wrong : Mechanism
    {
        protected override void Declare(Membrane membrane) => membrane.AddCurrent(membrane.Voltage);
    }

    private sealed record Twice : Mechanism
    {
        protected override void Declare(Membrane membrane)
        {
            membrane.AddCurrent(1 * pA);
            membrane.AddCurrent(2 * pA);
        }
    }
}
