using Neuropil.UserModels.Tests.Models;

namespace Neuropil.UserModels.Tests;

/// <summary>An ion of a user, with its channels and its pool.</summary>
public class IonTests
{
    private const double Faraday = 96485.33212331001;
    private const double GasConstant = 8.31446261815324;
    private const double CapacitanceDensity = 0.01; // F/m²

    private static readonly AdaptiveOptions Exact = new() { RelativeTolerance = 1e-11 };

    [Fact]
    public void Chloride_pulls_the_membrane_to_its_Nernst_potential()
    {
        var cell = new PointNeuron
        {
            Temperature = Celsius(36),
            InitialVoltage = -65 * mV,
            Mechanisms = [new Chloride { InnerConcentration = 7 * mM, OuterConcentration = 130 * mM, Channels = [new ChlorideBackground()] }],
        };
        double nernst = -GasConstant * 309.15 / Faraday * Math.Log(130 / 7.0);
        double expected = nernst + ((-65e-3 - nernst) * Math.Exp(-15e-3 / (CapacitanceDensity / 1)));
        var run = new AdaptiveSimulation(cell, Exact).Run(15 * ms, ["chloride.reversal"], interval: 15 * ms);
        Assert.Equal(nernst, run.Trace("chloride.reversal").SiValues[^1], 1e-12);
        Assert.Equal(expected, run["V"].SiValue, 1e-10);
    }

    [Fact]
    public void Without_concentrations_an_ion_has_the_reversal_potential_that_it_names()
    {
        var run = new AdaptiveSimulation(new PointNeuron { Mechanisms = [new Chloride { Channels = [new ChlorideBackground()] }] }, Exact).Run(400 * ms);
        Assert.Equal(-70e-3, run["V"].SiValue, 1e-10);
    }

    [Fact]
    public void Chloride_enters_its_own_volume_with_an_outward_current()
    {
        var chloride = new Chloride { Pool = new Cytosol<Chloride> { Volume = 2000 * um3, Rest = 7 * mM, Return = 100 * ms }, OuterConcentration = 130 * mM };
        var cell = new PointNeuron { Mechanisms = [chloride, new Importer { Outward = 10 * pA }, new Leak()] };
        double far = 7 + (0.1 * 10e-12 / (Faraday * 2000e-18));
        var run = new AdaptiveSimulation(cell, Exact).Run(150 * ms);
        Assert.True(far > 7);
        Assert.Equal(far + ((7 - far) * Math.Exp(-1.5)), run["chloride.pool.concentration"].SiValue, 1e-9);
    }

    [Fact]
    public void A_rectified_and_buffered_pool_goes_the_way_of_a_loop_by_hand()
    {
        var cell = new PointNeuron { Mechanisms = [new Calcium { Pool = new BufferedCalcium() }, new CalciumDrive(), new Leak()] };
        var run = new AdaptiveSimulation(cell, Exact).Run(130 * ms);
        double bound = 50e-3 * 100e-6 * 1e5 / ((100e-6 * 1e5) + 500);
        double[] end = Loop.Run([100e-6, bound], 130e-3, 130_000, (t, y) =>
        {
            double inflow = Math.Max(20e-12 * Math.Sin(2 * Math.PI * 20 * t), 0) / (2 * Faraday * 500e-18);
            double binding = (1e5 * y[0] * (50e-3 - y[1])) - (500 * y[1]);
            return [inflow - binding - ((y[0] - 100e-6) / 20e-3), binding];
        });
        Assert.Equal(1, run["calcium.pool.concentration"].SiValue / end[0], 1e-7);
        Assert.Equal(1, run["calcium.pool.bound"].SiValue / end[1], 1e-7);
    }

    [Fact]
    public void An_ion_without_charge_is_refused_by_name()
        => Assert.StartsWith("Neutral has a valence of 0", Assert.Throws<ArgumentException>(() => new Neutral()).Message, StringComparison.Ordinal);

    private sealed record Neutral() : IonContainer<Neutral>(0, 0 * mV);
}
