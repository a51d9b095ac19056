using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

public class ThresholdAndSpikesTests
{
    private static readonly ThresholdAndSpikesParameters quick =
        new() { Duration = 110 * ms, Levels = [-60 * mV, -50 * mV, -20 * mV, 0 * mV, 20 * mV], StepMultiples = [1, 5] };

    [Fact]
    public void Every_definition_counts_one_for_each_action_potential()
    {
        var result = new ThresholdAndSpikesExperiment().Run(quick, new ExperimentContext());

        Assert.Equal(4 + 2, result.Checks.Count);
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(8, result.Checks[0].Predicted); // 110 ms at the published interval of 14.6221 ms, the first spike at 2 ms
        Assert.Contains("from -50 to 20 mV", result.Answer, StringComparison.Ordinal);
        Assert.Equal(2, result.Figures.Count);
    }

    [Fact]
    public void Definitions_disagree_where_the_cell_is_held_above_the_threshold()
    {
        var counts = SpikeCounts.With(quick, 0.01 * ms, TestSession.With(new ExperimentContext()));

        Assert.True(counts.Of(SpikeDefinition.WhileAbove, scenario: 3, level: 1) > 30);
        Assert.True(counts.Of(SpikeDefinition.Crossing, scenario: 3, level: 1) <= 3);
        // small spikes
        Assert.True(counts.Of(SpikeDefinition.Crossing, scenario: 2, level: 3) < counts.Of(SpikeDefinition.Crossing, scenario: 2, level: 1) / 4);
    }

    [Fact]
    public void A_stop_keeps_the_time_steps_that_were_finished()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.True(new ThresholdAndSpikesExperiment().Run(quick, new ExperimentContext { Cancellation = stop.Token }).Interrupted);
    }
}
