using Neuropil.Experiments;
using Neuropil.Tests.CommandLine;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on plasticity in short forms: all checks pass, and figures and tables are there.</summary>
public class PlasticityExperimentTests
{
    // 4 s: pairs once in 10 s are ten minutes of simulated time.
    [Fact]
    public void Windows_rates_triplets_and_quadruplets_are_those_of_the_rules()
    {
        var result = Passed(new StdpWindowExperiment().Run(new StdpWindowParameters { TimeStep = 0.5 * ms }, new ExperimentContext()));
        Assert.Equal(14, result.Checks.Count);
        result.Draws(("window", 4), ("triplets", 1));
        Assert.Contains("0.763 at 50 Hz", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_under_soft_bounds_settle_where_the_rule_says()
    {
        var result = Passed(new StdpMultiplicativeExperiment().Run(
            new StdpMultiplicativeParameters { Synapses = 400, Rate = 40 * Hz, Duration = 8 * second }, new ExperimentContext()));
        Assert.Equal(7, result.Checks.Count);
        result.Draws(("weights", 2));
    }

    // At 10 Hz a hundred times faster than at 1 Hz: 500 s are two relaxation times.
    [Fact]
    public void Slow_learning_follows_the_theory_of_its_mean_and_spread()
    {
        var parameters = new DaysParameters { Rate = 10 * Hz, TargetRate = 5 * Hz, Duration = 500 * second };
        Assert.Equal(243.9, parameters.Relaxation / second, 0.1);
        Assert.Equal(24_390, new DaysParameters().Relaxation / second, 1.0);
        var result = Passed(new DaysExperiment().Run(parameters, new ExperimentContext()));
        Assert.Equal(3, result.Checks.Count);
        result.Draws(("days", 4));

        // The day is held to a mean within .002 at any time, and to a spread within 5 %, as this is.
        Assert.All(Enumerable.Range(0, 49), k => Assert.InRange(DaysExperiment.Tolerance(new DaysParameters(), 1800 * k), 0, 0.002));
        Assert.InRange(result.Checks[2].Tolerance, 0, 0.05 * result.Checks[2].Predicted);
    }

    [Fact]
    public void Additive_and_multiplicative_inputs_of_a_cell_stay_within_their_bounds()
    {
        var result = Passed(new StdpAdditiveExperiment().Run(
            new StdpAdditiveParameters { Inputs = 500, LargestWeight = 0.02, Duration = 15 * second, TimeStep = 0.2 * ms }, new ExperimentContext()));
        Assert.Equal(2, result.Checks.Count);
        result.Draws(("weights", 5));
    }

    [Fact]
    public void Early_inputs_and_correlated_ones_win()
    {
        var result = Passed(new StdpCorrelatedInputsExperiment().Run(
            new StdpCorrelatedInputsParameters { Inputs = 400, LearningRate = 0.02, Duration = 5 * second, Runs = 2, Volleys = 60, TimeStep = 0.5 * ms },
            new ExperimentContext()));
        Assert.Equal(2, result.Checks.Count);
        result.Draws(("winners", 4));
    }

    // What other programs say is about 10 000 cells; a twentieth of them has as many figures, and keeps its weights within their bounds.
    [Fact]
    public void A_network_that_learns_keeps_its_bounds()
    {
        var result = Passed(new HpcStdpExperiment().Run(
            new HpcStdpParameters { Cells = 500, Settling = 100 * ms, Duration = 400 * ms }, new ExperimentContext()));
        Assert.Single(result.Checks);
        result.Draws(("network", 5));
        double Measured(string name) => result.Measurements.Single(each => each.Name == name).Value;
        Assert.InRange(Measured("mean weight at the end, as a part of the largest"), 0.4, 0.6);
        Assert.InRange(Measured("SD of the weights at the end, as a part of the largest"), 0.001, 0.1);
        Assert.Contains("--cells 510 is not a multiple of 50",
            CommandRun.Of(new HpcStdpExperiment(), CancellationToken.None, "run", "hpc-stdp", "--cells", "510").OneLineError(), StringComparison.Ordinal);
    }

    // Long: 10 million synapses, twice.
    [Fact]
    [Trait("Duration", "Long")]
    public void A_network_of_full_size_fires_and_spreads_its_weights_as_other_programs_do()
        => Assert.Equal(9, Passed(new HpcStdpExperiment().Run(new HpcStdpParameters(), new ExperimentContext())).Checks.Count);

    // Long: the rule is slow, and a rate of 5 Hz is known to 0.5 Hz after 100 s.
    [Fact]
    [Trait("Duration", "Long")]
    public void Inhibition_brings_a_cell_and_a_network_to_their_targets()
    {
        var result = Passed(new InhibitoryPlasticityExperiment().Run(new InhibitoryPlasticityParameters(), new ExperimentContext()));
        Assert.Equal(7, result.Checks.Count);
        result.Draws(("balance", 4), ("fast", 2));
    }

    [Fact]
    public void Triplets_of_Poisson_trains_drift_as_the_rule_of_bcm()
    {
        var result = Passed(new TripletThresholdExperiment().Run(
            new TripletThresholdParameters { Pairs = 100, Duration = 40 * second, TimeStep = 0.5 * ms }, new ExperimentContext()));
        Assert.Equal(8, result.Checks.Count);
        result.Draws(("threshold", 2));
    }

    // The weight of the rewarded synapse is compared with a loop over the spikes of its cells.
    [Fact]
    public void A_network_with_late_rewards_follows_the_rule()
    {
        var result = Passed(new RewardNetworkExperiment().Run(new RewardNetworkParameters { Duration = 50 * second }, new ExperimentContext()));
        Assert.Equal(2, result.Checks.Count);
        Assert.True(result.Measurements.Single(each => each.Name == "rewards in a network, mean").Value > 0);
        result.Draws(("learning", 3));
    }

    // Long: inhibition needs seconds to balance 2000 cells, twice.
    [Fact]
    [Trait("Duration", "Long")]
    public void An_assembly_is_silenced_and_recalled()
    {
        var result = Passed(new MemoryAssemblyExperiment().Run(new MemoryAssemblyParameters(), new ExperimentContext()));
        Assert.Equal(5, result.Checks.Count);
        result.Draws(("assembly", 2));
    }

    [Fact]
    public void A_reward_moves_the_weight_by_what_is_left_of_the_mark()
    {
        var result = Passed(new RewardLearningExperiment().Run(new RewardLearningParameters(), new ExperimentContext()));
        Assert.Equal(4, result.Checks.Count);
        result.Draws(("reward", 4));
    }

    private static ExperimentResult Passed(ExperimentResult result)
    {
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        return result;
    }
}
