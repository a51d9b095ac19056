using Neuropil.UserModels.Tests.Models;

namespace Neuropil.UserModels.Tests;

/// <summary>Cells of a user that hold channels.</summary>
public class CellTests
{
    [Fact]
    public void A_membrane_of_a_user_has_the_bits_of_the_built_in_one()
    {
        Mechanism[] mechanisms =
        [
            new Sodium { Channels = [new SodiumTraubMiles()] }, new Potassium { Channels = [new PotassiumTraubMiles(), new PotassiumAfterhyperpolarization()] },
            new Calcium { Pool = new CalciumPool(), Channels = [new CalciumHighThreshold()] }, new Leak(),
        ];
        InjectedCurrent[] inputs = [new ConstantCurrent { Amplitude = 300 * pA }];
        var own = Run(new OneMembrane { Mechanisms = mechanisms, Inputs = inputs });
        var builtIn = Run(new PointNeuron { Mechanisms = mechanisms, Inputs = inputs, Temperature = Celsius(36) });
        Assert.True(own.Spikes.Count > 3);
        Assert.Equal(builtIn.Spikes, own.Spikes);
        Assert.Equal(builtIn.Voltages, own.Voltages);
    }

    [Fact]
    public void A_star_of_passive_compartments_rests_where_its_equations_say()
    {
        Leak leak = new() { Conductance = 0.1 * mS / cm2, Reversal = -70 * mV };
        var cell = new Star { Soma = [leak], Left = [leak], Right = [leak with { Conductance = 0.3 * mS / cm2 }],
            Inputs = [new ConstantCurrent { Amplitude = 200 * pA }] };
        var run = new AdaptiveSimulation(cell, new AdaptiveOptions { RelativeTolerance = 1e-11 }).Run(1000 * ms);
        double through = (8e-9 * 10e-9 / 18e-9) + (8e-9 * 30e-9 / 38e-9);
        double soma = 200e-12 / (10e-9 + through);
        Assert.Equal(-70e-3 + soma, run["V"].SiValue, 1e-10);
        Assert.Equal(-70e-3 + (soma * 8 / 18), run["left.V"].SiValue, 1e-10);
        Assert.Equal(-70e-3 + (soma * 8 / 38), run["right.V"].SiValue, 1e-10);
    }

    [Fact]
    public void A_receptor_is_on_the_compartment_that_it_names()
    {
        Leak leak = new() { Conductance = 0.1 * mS / cm2, Reversal = -70 * mV };
        var cell = new Star { Soma = [leak], Left = [leak], Right = [leak] };
        var synapse = new ExponentialCurrent("input") { Compartment = "left", Decay = 5 * ms };
        var run = new AdaptiveSimulation(cell, new AdaptiveOptions(), new ReceptorInput<Current>(synapse, [(1 * ms, 100 * pA)])).Run(6 * ms);
        Assert.True(run["left.V"].SiValue > run["soma.V"].SiValue && run["soma.V"].SiValue > run["right.V"].SiValue);
    }

    [Fact]
    public void A_membrane_takes_its_mechanisms_once()
        => Assert.Contains("has its mechanisms already", Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(new Doubled())).Message,
            StringComparison.Ordinal);

    private static (IReadOnlyList<double> Spikes, IReadOnlyList<double> Voltages) Run(Neuron cell)
    {
        var network = new Network();
        var cells = network.Add(new Population("cell", 1, cell));
        using var run = new Simulation(network, new RunOptions { TimeStep = 0.05 * ms });
        var spikes = run.Record(cells.Spikes);
        var voltages = run.Record(cells.Trace("V", 0));
        run.Advance(200 * ms);
        return ([.. spikes.Trains().IntervalsSeconds()], voltages.Traces().Columns[0].Values);
    }

    private sealed record Doubled : Neuron
    {
        protected override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", -65 * mV);
            var membrane = new Membrane(equations, v, 1000 * um2, Celsius(20));
            membrane.Declare([new Leak()]);
            membrane.Declare([new Leak { Name = "second" }]);
        }
    }
}
