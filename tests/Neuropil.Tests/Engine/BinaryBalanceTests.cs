using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A balanced network of binary units against the mean field of van Vreeswijk and Sompolinsky with Poisson in-degrees.</summary>
public class BinaryBalanceTests
{
    // J_E 2, J_I 1.8, E 1, I 0.8, thresholds 1 and 0.7, m0 0.2: a counting mean field (sums over Poisson numbers of active inputs), solved by an
    // independent program, and simulated by another.
    [Theory]
    [InlineData(100, 0.1058, 0.1524)]
    [InlineData(200, 0.1227, 0.1608)]
    public void Mean_activities_are_those_of_the_counting_mean_field(int inputs, double excitatory, double inhibitory)
    {
        const int Size = 5000;
        double root = Math.Sqrt(inputs);
        var network = new Network { Seed = 5 };
        var e = network.Add(new Population("E", Size, new BinaryUnit { TimeConstant = 10 * ms, Threshold = 1, External = 0.2 * root }));
        var i = network.Add(new Population("I", Size, new BinaryUnit { TimeConstant = 9 * ms, Threshold = 0.7, External = 0.8 * 0.2 * root }));
        var coupling = new DriveCoupling("coupling");
        foreach (var (source, target, weight) in new[] { (e, e, 1.0), (e, i, 1.0), (i, e, -2.0), (i, i, -1.8) })
        {
            network.Connect(source, target, new FixedProbability((double)inputs / Size), coupling, weight / root);
        }

        using var run = new Simulation(network, new RunOptions { TimeStep = 0.5 * ms });
        var means = new[] { e, i }.Select(population => run.Record(population.Mean("r"))).ToArray();
        run.Advance(200 * ms);
        double[] late = [.. means.Select(mean => mean.Traces().Columns[0].Values.Skip(100).Average())];

        // 300 samples over 15 time constants of 5000 units: 0.001 and less of statistics; the quenched in-degrees another 0.001.
        Assert.Equal(excitatory, late[0], 0.004);
        Assert.Equal(inhibitory, late[1], 0.004);
    }
}
