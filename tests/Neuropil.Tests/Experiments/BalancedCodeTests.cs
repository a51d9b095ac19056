using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on what balanced networks carry and hold, in a short form.</summary>
public class BalancedCodeTests
{
    // 7 s: four networks of noisy cells, long enough for errors below the tolerances.
    [Fact]
    public void A_population_follows_a_signal_as_theory_says()
    {
        var result = new SignalTransmissionExperiment().Run(
            new SignalTransmissionParameters { Cells = 500, Duration = 6 * second }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal((5 * 2) + 3, result.Checks.Count);
        result.Draws(("transmission", 5));
        double Measured(string name) => result.Measurements.Single(each => each.Name == name).Value;
        Assert.InRange(Measured("step response against theory, standard errors (RMS)"), 0.7, 1.6);
        Assert.True(Measured("decoded, irregular cells (R^2)") is > 0 and < 1);
    }

    [Fact]
    public void Linear_units_hold_as_many_values_as_there_are()
    {
        var result = new BalancedLearningExperiment().Run(
            new BalancedLearningParameters { Steps = 20_000, Units = 10, Cells = 200, InDegree = 40, Values = 500, Read = 50 }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("memory", 2));
    }

    [Fact]
    public void A_delay_line_holds_each_value_fully()
    {
        // Five units that hand the input on: 1 at the delays 0 to 4, 0 beyond.
        var random = new RandomStream(1, RandomPurpose.Noise, 1);
        double[] input = new double[4000];
        double[,] states = new double[4000, 5];
        for (int t = 0; t < input.Length; t++)
        {
            input[t] = random.NextDouble();
            for (int i = 0; i < 5; i++)
            {
                states[t, i] = t >= i ? input[t - i] : 0;
            }
        }

        double[] capacity = new MemoryCapacity(states, 8).Of(input);
        Assert.All(capacity.Take(5), one => Assert.Equal(1, one, 1e-3));
        Assert.All(capacity.Skip(5), one => Assert.Equal(0, one, 0.006));
    }

    // Up to 10 s on a slow machine: moments need 200 000 weights of each grid, and a network of each.
    [Fact]
    public void Weights_of_few_bits_have_the_moments_of_their_grid()
    {
        var result = new QuantisedWeightsExperiment().Run(
            new QuantisedWeightsParameters { Weights = 200_000, Cells = 300, Duration = 1 * second }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        result.Draws(("quantised", 5));
        Assert.Contains("energies.csv", result.Files.Select(file => file.Name));
    }

    [Fact]
    public void A_grid_of_two_bits_has_four_values()
    {
        var grid = new WeightGrid(2, 6);
        Assert.Equal([0.0, 0, 2, 2, 4, 6, 6], new[] { -1, 0.9, 1.1, 2.9, 3.1, 5.1, 9 }.Select(grid.Nearest));
        var random = new RandomStream(1, RandomPurpose.Noise, 1);
        double[] drawn = new double[10_000];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = grid.Stochastic(2.5, ref random);
        }

        Assert.Equal([2.0, 4], drawn.Distinct().Order());
        Assert.Equal(2.5, drawn.Average(), 4 * Math.Sqrt(0.75) / 100);

        // Without rounding the moments are those of a sum over a very fine grid.
        var (mean, variance) = new WeightGrid(16, 5).MomentsOfNearest(0.5);
        var (cutMean, cutVariance) = WeightGrid.MomentsOfCut(0.5, 5);
        Assert.Equal(cutMean, mean, 1e-6);
        Assert.Equal(cutVariance, variance, 1e-6);
    }

    [Theory]
    [InlineData("window", "--window 200 ms is longer than --hold 100 ms")]
    [InlineData("step", "--step 600 uV brings cells without noise, whose mean is 15.473 mV, below --threshold 15 mV; it must be smaller")]
    [InlineData("read", "--read 900 is more than there are --cells 800")]
    [InlineData("values", "--values 500 are too few to fit the weights of --read 200 cells; at least 800")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var (experiment, parameters) = what switch
        {
            "window" => ((Experiment)new SignalTransmissionExperiment(), (object)new SignalTransmissionParameters { Window = 200 * ms }),
            "step" => (new SignalTransmissionExperiment(), new SignalTransmissionParameters { Step = 0.6 * mV }),
            "read" => (new BalancedLearningExperiment(), new BalancedLearningParameters { Read = 900 }),
            _ => (new BalancedLearningExperiment(), new BalancedLearningParameters { Values = 500, Read = 200 }),
        };
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }
}
