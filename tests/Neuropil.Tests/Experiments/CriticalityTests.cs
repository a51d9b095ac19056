using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments at the critical point in short forms, and what they measure with.</summary>
public sealed class CriticalityTests
{
    [Fact]
    public void Avalanches_obey_their_laws_and_a_part_of_the_units_tells_the_branching_ratio()
    {
        var result = new CriticalityExperiment().Run(
            new CriticalityParameters { Avalanches = 50_000, Branchings = [0.9], Units = 3000, Steps = 10_000, Strengths = [4, 6], Duration = 1 * second },
            new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("avalanches", 5));

        // What is seen of a fifth of the units at one step alone is far too low.
        Assert.InRange(result.Measurements.Single(each => each.Name.StartsWith("slope at one step", StringComparison.Ordinal)).Value, 0.2, 0.8);
    }

    // Drawn one by one; four standard errors of a share.
    [Fact]
    public void Spikes_without_order_have_avalanches_by_chance()
    {
        const int Count = 100_000;
        var random = new Random(1);
        int[] drawn = [.. Enumerable.Range(0, Count).Select(_ =>
        {
            int size = 0;
            while (true)
            {
                int spikes = 0;
                for (double left = random.NextDouble(); left > Math.Exp(-1); left *= random.NextDouble())
                {
                    spikes++;
                }

                if (spikes == 0 && size > 0)
                {
                    return size;
                }

                size += spikes;
            }
        })];
        Assert.Equal(1, ChanceAvalanches.SizeAtLeast(1));
        foreach (int size in new[] { 2, 3, 5, 10 })
        {
            double expected = ChanceAvalanches.SizeAtLeast(size);
            Assert.Equal(expected, drawn.Count(one => one >= size) / (double)Count, 4 * Math.Sqrt(expected * (1 - expected) / Count));
        }
    }

    /// <summary>Ranges and activities of the mean field by another program; the network in a short run.</summary>
    [Fact]
    public void The_dynamic_range_is_largest_at_the_critical_point()
    {
        var result = new CriticalComputationExperiment().Run(
            new CriticalComputationParameters { Branchings = [0.8, 1, 1.2], Units = 4000 }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("response", 2));
    }

    [Theory]
    [InlineData(0.8, 22.7174, 0.0041508)]
    [InlineData(1, 27.2246, 0.0097938)]
    [InlineData(1.2, 22.9814, 0.0209908)]
    public void The_mean_field_of_excitable_units_is_known(double branching, double range, double active)
    {
        var network = new ExcitableNetwork(1000, 10, 10, branching);
        Assert.Equal(range, DynamicRange.MeanField(network), 1e-3);
        Assert.Equal(active, network.MeanField(1e-3), 1e-7);
        Assert.Equal(branching > 1 ? 0.017633 : 0, network.MeanField(0), 1e-6);
        Assert.Equal(1e-3, network.InputFor(network.MeanField(1e-3)), 1e-9);
    }

    /// <summary>P(T > t) t/2 of the critical process by another program, and probabilities that add up.</summary>
    [Theory]
    [InlineData(10, 0.7912)]
    [InlineData(100, 0.9676)]
    [InlineData(1000, 0.9959)]
    public void The_survival_of_critical_avalanches_is_known(int generations, double expected)
        => Assert.Equal(expected, new BranchingProcess(1).Survival(generations) * generations / 2, 5e-5);

    [Fact]
    public void Avalanches_below_the_critical_point_have_the_mean_size_of_a_geometric_series()
    {
        var process = new BranchingProcess(0.5);
        Assert.Equal(1, Enumerable.Range(1, 200).Sum(process.SizeProbability), 1e-9);
        Assert.Equal(2, Enumerable.Range(1, 200).Sum(size => size * process.SizeProbability(size)), 1e-9);
    }

    /// <summary>Units that excite nobody are active with the probability of the input in each step in which they are at rest: F = (1 - (n - 1) F) p.</summary>
    [Fact]
    public void Units_alone_follow_their_input_and_their_refractory_steps()
    {
        var (network, units) = new ExcitableNetwork(2000, 10, 10, 0).Build(0.1, seed: 3);
        using var run = new Simulation(network, new RunOptions { TimeStep = ExcitableNetwork.Step });
        run.Advance(100 * ms);
        var record = run.Record(units.Spikes);
        run.Advance(500 * ms);
        var spikes = record.Trains();
        double p = 1 - Math.Exp(-0.1), expected = p / (1 + (9 * p));

        // Intervals are 9 and a geometric number of steps, so that the counts vary less than those of Poisson trains.
        Assert.Equal(expected, spikes.Count / 500.0 / 2000, 4 * Math.Sqrt(expected / 500 / 2000));
        Assert.True(Enumerable.Range(0, 2000).Min(unit => Shortest(spikes.StepsOf(unit))) == 10);

        static int Shortest(ReadOnlySpan<int> steps)
        {
            int shortest = int.MaxValue;
            for (int i = 1; i < steps.Length; i++)
            {
                shortest = Math.Min(shortest, steps[i] - steps[i - 1]);
            }

            return shortest;
        }
    }

    [Fact]
    public void Threads_change_no_avalanche()
    {
        string[] hashes = [.. new[] { 1, 3 }.Select(threads =>
        {
            var (network, units) = new ExcitableNetwork(500, 10, 3, 1).Build(1e-3, seed: 5);
            using var run = new Simulation(network, new RunOptions { TimeStep = ExcitableNetwork.Step, Threads = threads });
            var record = run.Record(units.Spikes);
            run.Advance(300 * ms);
            Assert.NotEqual(0, record.Trains().Count);
            return record.Trains().Hash();
        })];
        Assert.Equal(hashes[0], hashes[1]);
    }
}
