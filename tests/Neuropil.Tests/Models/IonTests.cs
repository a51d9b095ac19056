using static Neuropil.Units;

namespace Neuropil.Tests.Models;

public class IonTests
{
    [Fact]
    public void A_tenfold_gradient_makes_61_54_mV_at_body_temperature_for_one_charge_and_half_for_two()
    {
        Assert.Equal(61.540, Reversal(new Sodium { InnerConcentration = 14 * mM, OuterConcentration = 140 * mM }, 37), 1e-3);
        Assert.Equal(-61.540, Reversal(new Potassium { InnerConcentration = 140 * mM, OuterConcentration = 14 * mM }, 37), 1e-3);
        Assert.Equal(30.770, Reversal(new Calcium { InnerConcentration = 100 * uM, OuterConcentration = 1 * mM }, 37), 1e-3);
    }

    [Fact]
    public void The_potential_follows_the_absolute_temperature_and_vanishes_without_gradient()
    {
        var potassium = new Potassium { InnerConcentration = 400 * mM, OuterConcentration = 20 * mM };
        Assert.Equal(Reversal(potassium, 37) / 310.15, Reversal(potassium, 6.3) / 279.45, 1e-14);
        Assert.Equal(-24.0813 * Math.Log(20), Reversal(potassium, 6.3), 1e-2);
        Assert.Equal(0, Reversal(new Sodium { InnerConcentration = 5 * mM, OuterConcentration = 5 * mM }, 20));
    }

    [Fact]
    public void Channels_see_the_potential_of_their_ion()
    {
        var cell = new PointNeuron
        {
            Mechanisms = [new Potassium { InnerConcentration = 140 * mM, OuterConcentration = 5 * mM, Channels = [new PotassiumHodgkinHuxley()] }],
            InitialVoltage = -80 * mV, Temperature = Celsius(20),
        };
        var run = new CellRun(cell, 0.1);
        double reversal = run["potassium.reversal"];
        double current = 36e-3 * 1e9 * 2e-4 * Math.Pow(run["n"], 4) * (reversal + 80);
        Assert.Equal(current, run["potassium.hodgkinHuxley.current"], 1e-9);
    }

    [Fact]
    public void Half_a_gradient_or_one_too_many_potentials_is_an_error()
    {
        Assert.Contains("sodium: a Nernst potential needs both", Message(new Sodium { InnerConcentration = 5 * mM }), StringComparison.Ordinal);
        Assert.Contains(
            "sodium: give either Reversal or the concentrations",
            Message(new Sodium { InnerConcentration = 5 * mM, OuterConcentration = 5 * mM, Reversal = 50 * mV }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_concentration_of_zero_under_the_logarithm_is_named()
    {
        Assert.Contains("sodium.outerConcentration is 0 mM; expected more than 0",
            Message(new Sodium { InnerConcentration = 5 * mM, OuterConcentration = 0 * mM }), StringComparison.Ordinal);
        Assert.Contains("sodium.innerConcentration is -5 mM; expected more than 0",
            Message(new Sodium { InnerConcentration = -5 * mM, OuterConcentration = 100 * mM }), StringComparison.Ordinal);
        var sodium = new Sodium { InnerConcentration = new[] { 5 * mM, 0 * mM }, OuterConcentration = 100 * mM, Channels = [new SodiumTraubMiles()] };
        var list = new PointNeuron { Mechanisms = [sodium] };
        Assert.Contains("cell 1: sodium.innerConcentration is 0 mM", Build(list, 2), StringComparison.Ordinal);
        Assert.DoesNotContain(
            CellRun.SystemOf(new PointNeuron { Mechanisms = [new Sodium { InnerConcentration = 0 * mM, Reversal = 50 * mV }] }).ParameterBounds.Keys,
            parameter => parameter.Dimension == Concentration.Dimension);
    }

    [Fact]
    public void What_is_infinite_from_the_start_is_named_and_not_put_down_to_the_step()
    {
        var cell = new PointNeuron
        {
            Mechanisms =
            [
                new Calcium { OuterConcentration = 2 * mM, Pool = new CalciumPool { Rest = 0 * mM }, Channels = [new CalciumHighThreshold()] }, new Leak(),
            ],
        };
        var network = new Network();
        network.Add(new Population("cells", 1, cell));
        using var run = new Simulation(network);
        string message = Assert.Throws<SimulationDivergedException>(() => run.Advance(1 * ms)).Message;
        Assert.Contains("At the start calcium.reversal = ", message, StringComparison.Ordinal);
        Assert.Contains("look at the initial values and parameters", message, StringComparison.Ordinal);
        Assert.DoesNotContain("smaller time step", message, StringComparison.Ordinal);
    }

    private static string Build(Neuron cell, int size)
    {
        var network = new Network();
        network.Add(new Population("cells", size, cell));
        return Assert.Throws<ArgumentException>(() => new Simulation(network)).Message;
    }

    private static string Message(IonContainer ion) => Assert.Throws<ArgumentException>(() => CellRun.SystemOf(new PointNeuron { Mechanisms = [ion] })).Message;

    private static double Reversal(IonContainer ion, double celsius)
        => new CellRun(new PointNeuron { Mechanisms = [ion, new Leak()], Temperature = Celsius(celsius) }, 0.1)[$"{ion.Name}.reversal"];
}
