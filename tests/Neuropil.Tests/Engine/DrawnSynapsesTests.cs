using static Neuropil.Distributions;
using static Neuropil.Units;

namespace Neuropil.Tests.Engine;

/// <summary>Drawn weights and delays, read from what arrives: one volley, every synapse onto a cell of its own.</summary>
public class DrawnSynapsesTests
{
    private const int Cells = 2000;

    // Of the two checks on each mean, below 1e-5 false alarms for any seed.
    private const double StandardErrors = 4.5;

    [Fact]
    public void Weights_have_the_mean_and_deviation_of_their_distribution()
    {
        double[] weights = Arrivals(Normal(6 * nS, 2 * nS), 0 * ms).ConvertAll(arrival => arrival.Weight).ToArray();
        double mean = weights.Average();
        double deviation = Math.Sqrt(weights.Average(weight => Math.Pow(weight - mean, 2)));
        Assert.InRange(mean, 6 - (StandardErrors * 2 / Math.Sqrt(Cells)), 6 + (StandardErrors * 2 / Math.Sqrt(Cells)));
        Assert.InRange(deviation / 2, 1 - (StandardErrors / Math.Sqrt(2 * Cells)), 1 + (StandardErrors / Math.Sqrt(2 * Cells)));
        Assert.All(weights, weight => Assert.Equal((float)weight, weight)); // stored as float, in double runs too
    }

    [Fact]
    public void Delays_are_drawn_and_rounded_to_the_nearest_step()
    {
        // Uniform from 0.5 to 2.5 ms: 5 and 25 steps get half a bin each.
        int[] delays = Arrivals(6 * nS, Uniform(0.5 * ms, 2.5 * ms)).ConvertAll(arrival => arrival.Delay).ToArray();
        Assert.Equal((5, 25), (delays.Min(), delays.Max()));
        for (int steps = 5; steps <= 25; steps++)
        {
            double expected = Cells / 20.0 * (steps is 5 or 25 ? 0.5 : 1);
            Assert.InRange(delays.Count(delay => delay == steps), expected - (StandardErrors * Math.Sqrt(expected)),
                expected + (StandardErrors * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void Weights_and_delays_of_a_synapse_are_independent_of_each_other()
    {
        var both = Arrivals(Normal(6 * nS, 1 * nS), Uniform(0.5 * ms, 2.5 * ms));
        double correlation = MathNet.Numerics.Statistics.Correlation.Pearson(both.Select(arrival => arrival.Weight),
            both.Select(arrival => (double)arrival.Delay));
        Assert.InRange(correlation, -StandardErrors / Math.Sqrt(Cells), StandardErrors / Math.Sqrt(Cells));
        Assert.Equal(Arrivals(Normal(6 * nS, 1 * nS), 1 * ms).ConvertAll(arrival => arrival.Weight), both.ConvertAll(arrival => arrival.Weight));
    }

    private static List<(double Weight, int Delay)> Arrivals(Parameter<Conductance> weight, Parameter<Time> delay)
    {
        const int spikeStep = 10; // the step after the spike, without a delay
        var network = new Network { Seed = 4 };
        var source = network.Add(new Population("source", Cells, new SpikeTimes([.. Enumerable.Range(0, Cells).Select(cell => (cell, 1 * ms))])));
        var target = network.Add(new Population("target", Cells, new LeakyCell { Threshold = 1 * volt }));
        network.Connect(source, target, new OneToOne(), new Exponential("synapse"), weight, delay);
        using var run = new Simulation(network);
        var trace = run.Record(target.Trace("synapse.g", [.. Enumerable.Range(0, Cells)]));
        run.Advance(4 * ms);
        return trace.Traces().Columns.Select(column =>
        {
            int first = Enumerable.Range(0, column.Values.Count).First(sample => column.Values[sample] != 0);
            return (column.Values[first], first - spikeStep);
        }).ToList();
    }
}
