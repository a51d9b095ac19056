using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>Synapses follow the elements that cells offer.</summary>
public class HomeostaticGrowthTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Degrees_become_the_whole_parts_of_elements(bool isPlastic)
    {
        double[] z = [.. Enumerable.Range(0, 30).Select(cell => (0.7 * cell) - 1)];
        using var run = Run(z, axonal: null, plasticity: isPlastic ? new Synapses.PairRule("pairs") : null);
        run.Advance(10 * ms);
        var table = run.SynapsesOf(run.Network.Projections[0]);
        Assert.Equal(z.Select(each => (int)Math.Max(0, Math.Floor(each))), table.InDegrees());
        Assert.Equal(table.Count, run.Synapses);

        // They break where there are too many, and those that stay are some of those that were there.
        run.Set(run.Network.Find("targets"), "z", 3.5);
        run.Advance(10 * ms);
        var after = run.SynapsesOf(run.Network.Projections[0]);
        Assert.All(after.InDegrees(), degree => Assert.Equal(3, degree));
        var pairs = table.Sources.Zip(table.Targets).ToLookup(pair => pair);
        Assert.All(after.Sources.Zip(after.Targets).Where(pair => z[pair.Second] >= 4).GroupBy(pair => pair), pair
            => Assert.True(pair.Count() <= pairs[pair.Key].Count()));
    }

    [Fact]
    public void Axonal_elements_limit_what_grows_and_none_is_left_on_both_ends()
    {
        using var run = Run([.. Enumerable.Repeat(10.5, 30)], axonal: [.. Enumerable.Range(0, 20).Select(cell => cell + 0.2)]);
        run.Advance(10 * ms);
        var table = run.SynapsesOf(run.Network.Projections[0]);
        Assert.Equal(Enumerable.Range(0, 20), table.OutDegrees());
        Assert.Equal(190, table.Count); // of 300 that targets offer: a deficit of 110
        Assert.All(table.InDegrees(), degree => Assert.InRange(degree, 0, 10));

        run.Set(run.Network.Find("targets"), "z", 5);
        run.Advance(10 * ms);
        table = run.SynapsesOf(run.Network.Projections[0]);
        Assert.All(table.InDegrees(), degree => Assert.InRange(degree, 0, 5));
        Assert.Equal(150, table.Count); // all that targets offer
        Assert.All(table.OutDegrees().Select((degree, cell) => (degree, cell)), source => Assert.InRange(source.degree, 0, source.cell));
    }

    [Fact]
    public void Weights_below_the_floor_are_lost()
    {
        using var run = Run([.. Enumerable.Repeat(100.0, 30)], null, new Synapses.PairRule("pairs"),
            new HomeostaticGrowth { DendriticElements = "z", Floor = 0.1 * nS, Interval = 10 * ms });
        run.Advance(10 * ms);
        var table = run.SynapsesOf(run.Network.Projections[0]);
        double[] weights = [.. Enumerable.Range(0, table.Count).Select(i => i % 3 == 0 ? 0.05 : 0.5)];
        run.Set(run.Network.Projections[0], "w", Array.ConvertAll(weights, weight => weight * nS));
        run.Set(run.Network.Find("targets"), "z", 0.5 * table.Count / 30);
        run.Advance(10 * ms);
        Assert.DoesNotContain(run.SynapsesOf(run.Network.Projections[0]).In("w", nS), weight => weight < 0.1);
    }

    [Fact]
    public void Partners_are_drawn_alike()
    {
        // 3000 draws of one of 20 sources: chi-square of 19 degrees of freedom, above 50 once in 7 000 times.
        using var run = Run([.. Enumerable.Repeat(100.0, 30)], axonal: null);
        run.Advance(10 * ms);
        double chiSquare = run.SynapsesOf(run.Network.Projections[0]).OutDegrees().Sum(degree => (degree - 150.0) * (degree - 150.0) / 150);
        Assert.InRange(chiSquare, 4, 50);
    }

    [Theory]
    [InlineData(false, 0.1)]
    [InlineData(true, 0.1)]
    public void Elements_of_synapses_follow_their_closed_form(bool isGaussian, double rate)
    {
        // A cell that spikes regularly, so slowly against calcium's 10 s that its mean is the rate; in the long run dz/dt = nu (1 - r/epsilon).
        var network = new Network();
        var source = network.Add(new Population("source", 1, new SpikeTimes([(0, 1 * ms)])));
        var cell = network.Add(new Population("cell", 1, new LeakyIntegrateAndFire()));
        var elements = new SynapticElements("growth") { CalciumDecay = 0.5 * second, GrowthRate = rate * Hz };
        network.Connect(source, cell, new AllToAll(), new Exponential("excitation"), 1 * nS,
            plasticity: isGaussian ? elements with { LeastCalcium = 1 * Hz } : elements);
        using var run = new Simulation(network, new RunOptions { TimeStep = 1 * ms });
        run.Advance(10 * second);

        // Silent: Ca 0.
        double expected = isGaussian ? rate * ((2 * Math.Exp(-Math.Pow(3 / (4 / (2 * Math.Sqrt(Math.Log(2)))), 2))) - 1) : rate;
        Assert.Equal(10 * expected, run.SynapsesOf(network.Projections[0]).Numbers("z")[0], 1e-9);
    }

    [Fact]
    public void What_cannot_change_is_refused_by_name()
    {
        var network = new Network();
        var cells = network.Add(new Population("cells", 4, new LeakyCell()));
        var projection = new Projection<Conductance>
        {
            Name = "p", Source = cells, Target = cells, Rule = new FixedProbability(0.5), Receptor = new Exponential("excitation"), Weight = 1 * nS,
            Structure = new Churn(),
        };
        Refused("is not stored, but", () => network.Add(projection with { IsStored = false, Plasticity = new Synapses.PairRule("pairs") }));
        Refused("has a Structure, but synapses that are made again from their rule stay", () => network.Add(projection with { IsStored = false }));
        Refused("has a Structure, but coded weights", () => network.Add(projection with { HasCodedWeights = true }));
        Refused("is shared under the name 'common'", () => network.Add(projection with { Wiring = "common" }));
        Refused("weights or delays are a list", () => network.Add(projection with { Rule = new ExplicitPairs([(0, 1)]), Delay = new[] { 1 * ms } }));
        network.Add(projection with { Delay = Distributions.TruncatedNormal(1 * ms, 0.1 * ms, 0 * ms, 9 * second) });
        Refused("may draw any", () => new Simulation(network).Dispose());
        static void Refused(string message, Action action)
            => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_rule_asks_for_is_checked_where_it_asks()
    {
        Fails<ArgumentOutOfRangeException>("has 0 synapses", rewiring => rewiring.Remove(0));
        Fails<ArgumentOutOfRangeException>("has 20 source cells", rewiring => rewiring.Add(20, 0));
        Fails<ArgumentOutOfRangeException>("has 30 target cells", rewiring => rewiring.Add(0, -1));
        Fails<UnknownNameException>("'zz'", rewiring => rewiring.TargetValues("zz", mV));
        Fails<DimensionMismatchException>("'z'", rewiring => rewiring.TargetValues("z", mV));
        Fails<ArgumentException>("is to be compared with 3 mV", rewiring => rewiring.SynapsesBelow("w", 3 * mV).ToList());
        static void Fails<T>(string message, Action<Rewiring> script)
            where T : Exception
        {
            using var run = Run([.. new double[30]], null, structure: new Scripted(script) { Interval = 10 * ms });
            Assert.Contains(message, Assert.Throws<T>(() => run.Advance(10 * ms)).Message, StringComparison.Ordinal);
        }
    }

    private static Simulation Run(double[] z, double[]? axonal, Plasticity? plasticity = null, StructuralPlasticity? structure = null)
    {
        var network = new Network { Seed = 5 };
        var sources = network.Add(new Population("sources", 20, new Offering()));
        var targets = network.Add(new Population("targets", 30, new Offering()));
        network.Add(new Projection<Conductance>
        {
            Source = sources, Target = targets, Rule = new ExplicitPairs([]), Receptor = new Exponential("excitation"), Weight = 0.5 * nS, Delay = 1 * ms,
            Plasticity = plasticity,
            Structure = structure ?? new HomeostaticGrowth { DendriticElements = "z", AxonalElements = axonal is null ? null : "z", Interval = 10 * ms },
        });
        var run = new Simulation(network, new RunOptions { Threads = 2 });
        run.Set(targets, "z", Array.ConvertAll(z, each => Number.FromSi(each)));
        run.Set(sources, "z", Array.ConvertAll(axonal ?? new double[20], each => Number.FromSi(each)));
        return run;
    }

    // A cell with elements that nothing but a change moves.
    private sealed record Offering : Neuron
    {
        protected internal override void Declare(CellBuilder equations)
        {
            var v = equations.MembranePotential("V", -65 * mV);
            equations.Differential(v, ((10 * nS * (-65 * mV - v)) + equations.InputCurrent) / (200 * pF));
            var z = equations.State("z", Dimension.None);
            equations.Differential(z, 0.0 * z / (1 * second));
        }
    }
}
