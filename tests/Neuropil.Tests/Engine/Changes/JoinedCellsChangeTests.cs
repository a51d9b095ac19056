using Neuropil.Tests.Engine.Synapses;
using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine.Changes;

/// <summary>Changes of joined cells hold for both directions: the run is that of a network that was declared so.</summary>
public class JoinedCellsChangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Weights_of_the_first_direction_are_those_of_both(int threads)
    {
        double[] declared = Potentials(Uniform(1 * nS, 4 * nS), threads, (_, _) => { });
        Assert.Equal(declared, Potentials(1 * nS, threads, (run, join) => run.Set(join.There, "w", Uniform(1 * nS, 4 * nS))));
        Assert.NotEqual(declared, Potentials(1 * nS, threads, (_, _) => { }));

        double[] drawn = [];
        Potentials(Uniform(1 * nS, 4 * nS), threads, (run, join) => drawn = run.SynapsesOf(join.There).In("w", nS));
        Assert.Equal(declared, Potentials(1 * nS, threads, (run, join) => run.Set(join.There, "w", Array.ConvertAll(drawn, weight => weight * nS))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cut_of_either_direction_is_one_of_both(bool isBack)
    {
        double[] cut = Potentials(2 * nS, 2, (run, join) => run.Lesion(isBack ? join.Back : join.There));
        Assert.Equal(Potentials(0 * nS, 2, (_, _) => { }), cut);
    }

    [Fact]
    public void What_is_asked_of_the_second_direction_names_the_first()
        => Potentials(1 * nS, 1, (run, join) =>
        {
            string message = Assert.Throws<ArgumentException>(() => run.Set(join.Back, "w", 2 * nS)).Message;
            Assert.Equal("'a to b, back' joins the pairs of 'a to b' the other way round: read and set those, for both directions.", message);
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => run.SynapsesOf(join.Back)).Message);
        });

    // Potentials of all cells after 5 ms, where a change was made before the first step; joined cells begin at different ones.
    private static double[] Potentials(
        Parameter<Conductance> weight, int threads, Action<Simulation, (Projection<Conductance> There, Projection<Conductance> Back)> change)
    {
        var network = new Network { Seed = 8 };
        var a = network.Add(new Population("a", 150, new LeakyCell()) { Initial = { ["V"] = -60 * mV } });
        var b = network.Add(new Population("b", 90, new LeakyCell()));
        var join = network.Join(a, b, new FixedProbability(0.05), new GapJunction("junction"), weight);
        using var run = new Simulation(network, new RunOptions { Threads = threads, Precision = Precision.Double });
        change(run, join);
        run.Advance(5 * ms);
        return [.. run.Values(a, "V").In(mV), .. run.Values(b, "V").In(mV)];
    }
}
