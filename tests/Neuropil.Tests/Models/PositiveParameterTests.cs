using static Neuropil.Units;

namespace Neuropil.Tests.Models;

/// <summary>What cannot be zero or less is refused where the model is built, by name.</summary>
public class PositiveParameterTests
{
    public static TheoryData<string, Neuron> Impossible => new()
    {
        { "Population 'cells': temperature is -26.85 K; expected more than 0 K.", new HodgkinHuxley { Temperature = Celsius(-300) } },
        { "Population 'cells': temperature is 0 K; expected more than 0 K.", new PinskyRinzel { Temperature = 0 * kelvin } },
        { "Population 'cells', cell 2: temperature is -1 K; expected more than 0 K.",
            new HodgkinHuxley { Temperature = new[] { 280 * kelvin, 280 * kelvin, -1 * kelvin } } },
        { "Population 'cells': capacitance is 0 pF; expected more than 0 pF.", new LeakyIntegrateAndFire { Capacitance = 0 * pF } },
        { "Population 'cells': area is -1 um^2; expected more than 0 um^2.", new HodgkinHuxley { Area = -1 * um2 } },
        { "Population 'cells': timeConstant is -1 ms; expected more than 0 ms.", new RateUnit { TimeConstant = -1 * ms } },
        { "Population 'cells': ornsteinUhlenbeckCurrent.timeConstant is 0 ms; expected more than 0 ms.",
            new LeakyIntegrateAndFire { Inputs = [new OrnsteinUhlenbeckCurrent { TimeConstant = 0 * ms }] } },
        { "Population 'cells': sodium.hodgkinHuxley.q10 is -1; expected more than 0.",
            new PointNeuron { Mechanisms = [new Sodium { Channels = [new SodiumHodgkinHuxley { Q10 = -1 }] }] } },
        { "Population 'cells': slopeFactor is 0 mV; expected more than 0 mV.", new AdaptiveExponential { SlopeFactor = 0 * mV } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_value_is_named(string message, Neuron cell)
    {
        var network = new Network();
        network.Add(new Population("cells", 3, cell));
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    [Fact]
    public void A_receptor_that_does_not_decay_is_named_with_its_population()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        network.Connect(cells, cells, new AllToAll(), new Exponential("excitation") { Decay = -5 * ms }, 1 * nS);
        Assert.Equal("Population 'cells': excitation.decay is -5 ms; expected more than 0 ms.",
            Assert.Throws<ArgumentException>(() => new Simulation(network)).Message);
    }

    [Fact]
    public void The_adaptive_method_refuses_them_too()
        => Assert.StartsWith("Population 'cell': temperature is -26.85 K",
            Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(new HodgkinHuxley { Temperature = Celsius(-300) }).Run(1 * ms)).Message,
            StringComparison.Ordinal);
}
