using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on learning by rates, scaling, calcium and receptors in short forms: all checks pass, and figures are there.</summary>
public sealed class RatePlasticityExperimentTests
{
    [Theory]
    [InlineData(0.1, 1, 0.5)]
    [InlineData(0.2, 1.5, 0.4)]
    public void The_threshold_of_bcm_is_stable_up_to_its_hopf_bifurcation(double rate, double target, double input)
        => Passed(new BcmThresholdExperiment().Run(
            new BcmThresholdParameters { LearningRate = rate * Hz, TargetActivity = target, Input = input }, new ExperimentContext())).Draws(("bcm-threshold",
                4));

    [Fact]
    public void Cells_become_selective()
        => Passed(new BcmSelectivityExperiment().Run(
            new BcmSelectivityParameters { Patterns = 4, Cells = 8, Presentations = 40_000 }, new ExperimentContext())).Draws(
            ("orthogonal-patterns", 2), ("overlapping-patterns-weights-of-any-sign", 2), ("overlapping-patterns-weights-from-0-on", 2));

    [Fact]
    public void The_past_decides() =>
        Passed(new MetaplasticityExperiment().Run(new MetaplasticityParameters(), new ExperimentContext())).Draws(("metaplasticity", 2));

    // Up to 8 s on a slow machine: scaling is slow beside spikes, and each cell has to reach its target.
    [Fact]
    public void Scaling_brings_cells_to_their_targets()
        => Passed(new SynapticScalingExperiment().Run(new SynapticScalingParameters { Duration = 150 * second }, new ExperimentContext()))
            .Draws(("slow-scaling", 1), ("deprivation", 2));

    [Fact]
    public void Cells_that_spike_come_to_prefer_orientations_by_triplets()
    {
        var result = new ReceptiveFieldExperiment().Run(
            new ReceptiveFieldParameters { Cells = 16, Presentations = 1000, SpikingDuration = 400 * second }, new ExperimentContext());
        double Measured(string name) => result.Measurements.Single(one => one.Name == name).Value;
        Assert.Equal(16, Measured("triplet rule, 16 cells that spike: cells that fire"));

        // Inputs alone, with equal weights, would give 0: the same rate at each orientation.
        Assert.InRange(Measured("triplet rule: vector index"), 0.5, 1);
        Assert.InRange(Measured("triplet rule: orientations that some cell prefers"), 4, 16);
        result.Draws(("receptive-fields", 3));
    }

    // Up to 9 s on a slow machine: all presentations twice, without scaling and with it.
    [Fact]
    public void Hebb_runs_away_without_scaling()
        => Passed(new HebbianRunawayExperiment().Run(new HebbianRunawayParameters(), new ExperimentContext { Seed = 3 })).Draws(("hebbian-runaway", 2));

    // Up to 11 s on a slow machine: ten pairs, one a second, at each difference of a curve.
    [Fact]
    public void Calcium_of_spikes_and_of_receptors_decides_and_stays_where_it_enters()
        => Passed(new CalciumPlasticityExperiment().Run(new CalciumPlasticityParameters { Pairs = 10 }, new ExperimentContext())).Draws(
            ("calcium-plasticity", 3), ("nmda-receptors", 2), ("places", 2));

    [Fact]
    public void Receptors_stay_where_a_latch_holds_them()
        => Passed(new ReceptorTraffickingExperiment().Run(new ReceptorTraffickingParameters(), new ExperimentContext())).Draws(("receptor-trafficking", 2));

    [Fact]
    public void A_switch_has_two_states_and_forgets_with_few_molecules()
        => Passed(new MolecularSwitchExperiment().Run(new MolecularSwitchParameters { Trials = 500 }, new ExperimentContext())).Draws(("molecular-switch", 3));

    private static ExperimentResult Passed(ExperimentResult result)
    {
        Assert.NotEmpty(result.Checks);
        Assert.All(result.Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Predicted} expected, {check.Measured} found"));
        return result;
    }
}
