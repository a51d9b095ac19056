using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Networks;

/// <summary>A weight below zero on a conductance is a warning, or an error where the receptor says so.</summary>
public class WeightSignTests
{
    private const string Advice = "Inhibition has a positive weight and a low reversal potential.";

    [Fact]
    public void Conductances_below_zero_are_warned_of()
    {
        string warning = Assert.Single(Warnings(new Exponential("inhibition"), -6 * nS));
        Assert.StartsWith("Projection 'a to b': the weight is -6 nS, but receptor 'inhibition' is for weights of 0 or more", warning, StringComparison.Ordinal);
        Assert.EndsWith(Advice, warning, StringComparison.Ordinal);
        Assert.Contains("weight 1 of the list is -2 nS", Assert.Single(Warnings(new Exponential("e"), new[] { 1 * nS, -2 * nS })));
        Assert.Contains("drawn from normal(6 nS, 2 nS)", Assert.Single(Warnings(new Exponential("e"), Normal(6 * nS, 2 * nS))));
        Assert.Contains("drawn from uniform(-1 nS, 2 nS)", Assert.Single(Warnings(new Exponential("e"), Uniform(-1 * nS, 2 * nS))));
        Assert.Single(Warnings(new GapJunction("gap"), -1 * nS));
        Assert.Single(Warnings(new Together<Conductance>("both", new Exponential("x"), new Exponential("y"), 0.5), -1 * nS));
    }

    [Fact]
    public void Weights_that_may_be_are_not()
    {
        var excitation = new Exponential("e");
        Assert.Empty(Warnings(excitation, 0 * nS));
        Assert.Empty(Warnings(excitation, Normal(12.1 * nS, 2 * nS)));
        Assert.Empty(Warnings(excitation, TruncatedNormal(1 * nS, 2 * nS, 0 * nS, 9 * nS)));
        Assert.Empty(Warnings(excitation, Clipped(Normal(1 * nS, 2 * nS), 0 * nS, 9 * nS)));
        Assert.Empty(Warnings(excitation, LogNormal(1 * nS, 2 * nS)));
        Assert.Empty(Warnings(excitation, Gamma(1 * nS, 2 * nS)));
        Assert.Empty(Warnings(new Delta("d"), -1 * mV));
        Assert.Empty(Warnings(new ExponentialCurrent("c"), -1 * pA));
        Assert.Empty(Warnings(new DriveCoupling("w"), (Number)(-0.1)));
    }

    [Fact]
    public void A_receptor_may_refuse_them()
    {
        Assert.Contains("'a to b': the weight is -1 mV, but receptor 'kinetic' is for weights of 0 or more.",
            Assert.Throws<ArgumentException>(() => Warnings(new Kinetic("kinetic"), -1 * mV)).Message);
        Assert.Throws<ArgumentException>(() => Warnings(new Kinetic("kinetic"), Normal(1 * mV, 1 * mV)));
        Assert.Empty(Warnings(new Kinetic("kinetic"), 1 * mV));
    }

    private static IReadOnlyList<string> Warnings<T>(Receptor<T> receptor, Parameter<T> weight)
        where T : struct, IQuantity<T>
    {
        var network = new Network();
        CellModel cell = receptor is DriveCoupling ? new RateUnit() : new LeakyIntegrateAndFire();
        var (a, b) = (network.Add(new Population("a", 2, cell)), network.Add(new Population("b", 2, cell)));
        network.Connect(a, b, new ExplicitPairs([(0, 0), (1, 1)]), receptor, weight);
        using var run = new Simulation(network);
        return [.. run.Warnings];
    }

    private sealed record Kinetic(string Name) : Receptor<Voltage>(Name)
    {
        public override NegativeWeights NegativeWeights => NegativeWeights.Refused;

        protected internal override void Declare(CellBuilder equations, Symbol voltage)
        {
            var (weights, arrival) = equations.Arrival(Voltage.Dimension);
            equations.On(arrival, voltage, voltage + weights);
        }
    }
}
