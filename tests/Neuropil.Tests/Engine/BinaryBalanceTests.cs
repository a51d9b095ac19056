using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>A balanced network of binary units (van Vreeswijk and Sompolinsky 1996) against its mean field by counting.</summary>
public class BinaryBalanceTests
{
    [Fact]
    public void Mean_activities_are_those_of_the_counting_mean_field()
    {
        // tests/references/networks/binary_mean_field.py, 50 inputs from each population. A step of a hundredth of the time constant is far below
        // tau/sqrt(50), the time in which the network corrects its balance.
        const int Inputs = 50;
        const int Size = 2500;
        double root = Math.Sqrt(Inputs);
        var network = new Network { Seed = 5 };
        var e = network.Add(new Population("E", Size, new BinaryUnit { TimeConstant = 10 * ms, Threshold = 1, External = 0.2 * root }));
        var i = network.Add(new Population("I", Size, new BinaryUnit { TimeConstant = 9 * ms, Threshold = 0.7, External = 0.16 * root }));
        var coupling = new DriveCoupling("coupling");
        foreach (var (source, target, weight) in new[] { (e, e, 1.0), (e, i, 1.0), (i, e, -2.0), (i, i, -1.8) })
        {
            network.Connect(source, target, new FixedProbability((double)Inputs / Size), coupling, weight / root);
        }

        using var run = new Simulation(network);
        var means = new[] { e, i }.Select(population => run.Record(population.Mean("r") with { Interval = 1 * ms })).ToArray();
        run.Advance(300 * ms);
        double[] late = [.. means.Select(mean => mean.Traces().Columns[0].Values.Skip(100).Average())];

        // 20 time constants of 2500 units give 0.0015 of statistics, the drawn in-degrees as much again: three of both.
        Assert.Equal(0.08668, late[0], 0.006);
        Assert.Equal(0.1441, late[1], 0.006);
    }
}
