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

    [Fact]
    public void Those_of_inputs_are_looked_at_as_those_of_projections()
    {
        string warning = Assert.Single(WarningsOfInput(new Exponential("noise"), -6 * nS));
        Assert.StartsWith("Input 'noiseInput' to 'cells': the weight is -6 nS, but receptor 'noise' is for weights of 0 or more", warning,
            StringComparison.Ordinal);
        Assert.Contains("drawn from normal(6 nS, 2 nS)", Assert.Single(WarningsOfInput(new Exponential("e"), Normal(6 * nS, 2 * nS))));
        Assert.Empty(WarningsOfInput(new Exponential("e"), 6 * nS));
        Assert.Empty(WarningsOfInput(new ExponentialCurrent("e"), -6 * pA));
        Assert.Contains("receptor 'kinetic' is for weights of 0 or more.",
            Assert.Throws<ArgumentException>(() => WarningsOfInput(new Kinetic("kinetic"), -1 * mV)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_that_is_set_later_is_warned_of_once(bool isPlastic)
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(cells, cells, new AllToAll(), new Exponential("e"), 1 * nS, plasticity: isPlastic ? new Unbounded("rule") : null);
        using var run = new Simulation(network);
        run.Set(synapses, "w", 2 * nS);
        Assert.Empty(run.Warnings);
        run.Set(synapses, "w", -2 * nS);
        run.Set(synapses, "w", -2 * nS);
        Assert.Contains("the weight is -2 nS", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_set_later_may_be_refused()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 3, new LeakyIntegrateAndFire()));
        var synapses = network.Connect(cells, cells, new AllToAll(), new Kinetic("kinetic"), 1 * mV);
        using var run = new Simulation(network);
        Assert.Contains("the weight is -2 mV", Assert.Throws<ArgumentException>(() => run.Set(synapses, "w", -2 * mV)).Message, StringComparison.Ordinal);
        Assert.Equal(1, run.SynapsesOf(synapses).In("w", mV)[0]);
    }

    [Fact]
    public void One_that_arrives_at_a_single_cell_is_warned_of_or_refused()
    {
        var cell = new LeakyIntegrateAndFire();
        ReceptorInput Input(double weight) => new ReceptorInput<Conductance>(new Exponential("e"), [(5 * ms, 1 * nS), (3 * ms, weight * nS)]);
        string warning = Assert.Single(new AdaptiveSimulation(cell, null, Input(-2)).Warnings);
        Assert.StartsWith("The spike that arrives at receptor 'e' at 3 ms: the weight is -2 nS, but receptor 'e' is for weights of 0 or more", warning,
            StringComparison.Ordinal);
        Assert.Empty(new AdaptiveSimulation(cell, null, Input(2)).Warnings);
        Assert.Empty(new AdaptiveSimulation(cell, null, new ReceptorInput<Voltage>(new Delta("d"), [(5 * ms, -1 * mV)])).Warnings);
        Assert.Throws<ArgumentException>(() => new AdaptiveSimulation(cell, null, new ReceptorInput<Voltage>(new Kinetic("k"), [(5 * ms, -1 * mV)])));
    }

    private static IReadOnlyList<string> WarningsOfInput<T>(Receptor<T> receptor, Parameter<T> weight)
        where T : struct, IQuantity<T>
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 2, new LeakyIntegrateAndFire()));
        network.Add(new PoissonInput<T> { Target = cells, Receptor = receptor, Rate = 10 * Hz, Weight = weight });
        using var run = new Simulation(network);
        return [.. run.Warnings];
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

    private sealed record Unbounded(string Name) : Plasticity(Name)
    {
        protected internal override void Declare(SynapseBuilder synapse)
            => synapse.On(synapse.PresynapticSpike, synapse.Weight, 0.9 * synapse.Weight);
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
