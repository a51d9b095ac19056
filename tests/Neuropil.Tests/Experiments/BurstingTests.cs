using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiments on bursts, rebound and adaptation in a short form.</summary>
public class BurstingTests
{
    private static readonly BurstingParameters brief = new()
    {
        SomaticCurrents = [0.75 * uA / cm2, 2.5 * uA / cm2], DendriticCurrents = [2 * uA / cm2], Couplings = [0.5 * mS / cm2, 20 * mS / cm2],
        Duration = 3000 * ms, Transient = 1000 * ms, TimeStep = 0.02 * ms,
    };

    [Fact]
    public void A_short_run_shows_the_published_patterns_and_converges()
    {
        var result = new BurstingExperiment().Run(brief, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(5 + 5, result.Checks.Count);
        result.Draws(("convergence", 1), ("two-currents", 2), ("one-burst", 3), ("sweeps", 3));
        Assert.Matches("fires bursts of .* spikes at .* and fires single spikes at .* errs by [0-9]+ us", result.Answer);
    }

    // Up to 6 s on a slow machine: the method's convergence is measured at a step of 0.02 ms, a half and a quarter of it.
    [Fact]
    public void A_rebound_needs_the_t_current()
    {
        var parameters = new ReboundParameters { Hyperpolarisations = [-0.02 * nA, -0.15 * nA], HyperpolarisationDuration = 300 * ms, TimeStep = 0.02 * ms };
        var result = new ReboundExperiment().Run(parameters, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(3 + 5, result.Checks.Count);
        Assert.Equal("After -0.15 nA the low-threshold cell fires 2 spikes with its T current and 0 without.", result.Answer);
        result.Draws(("convergence", 1), ("rebound", 2));
        result.Labels("rebound", "with T current", "without");
    }

    [Fact]
    public void A_cell_with_an_m_current_slows_down()
    {
        var result = new AdaptationExperiment().Run(new AdaptationParameters { Duration = 1000 * ms, TimeStep = 0.02 * ms }, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(4 + 5, result.Checks.Count);
        Assert.Matches("go from .* to .* ms, those of the cell without M current change by a factor of 1[.]00", result.Answer);
        result.Draws(("convergence", 1), ("adaptation", 3));
    }

    [Fact]
    public void Cells_that_do_nothing_are_reported_as_such()
    {
        var silent = brief with
        {
            WeakCurrent = -1 * uA / cm2, StrongCurrent = -0.5 * uA / cm2, SomaticCurrents = [-0.5 * uA / cm2], DendriticCurrents = [-0.5 * uA / cm2],
            Couplings = [2.1 * mS / cm2], Duration = 300 * ms, Transient = 100 * ms,
        };
        var result = new BurstingExperiment().Run(silent, new ExperimentContext());
        Assert.Contains("is silent under -1 uA/cm²", result.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
        Assert.All(result.Checks, check => Assert.False(check.Passed, check.ToString())); // of convergence: there is no spike to compare
        var still = new AdaptationExperiment().Run(
            new AdaptationParameters { RegularSpikingCurrent = 0 * nA, FastSpikingCurrent = 0 * nA, Duration = 100 * ms, TimeStep = 0.02 * ms,
                Convergence = false },
            new ExperimentContext());
        Assert.Equal("The regular-spiking cell has no two intervals.", still.Answer);
        Assert.Empty(still.Checks);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_from_its_checkpoint_to_the_same_spikes()
    {
        var parameters = brief with { Duration = 900 * ms, Transient = 100 * ms, Convergence = false };
        using var stop = new CancellationTokenSource();
        using var saved = new MemoryStream();
        var stopping = new ExperimentContext { Cancellation = stop.Token, Progress = new StopAt(stop, 0.2), CheckpointSink = write => write(saved) };
        var first = new BurstingExperiment().Run(parameters, stopping);
        Assert.True(first.Interrupted);
        Assert.Empty(first.Checks);
        first.Draws(("two-currents", 2));
        saved.Position = 0;
        var second = new BurstingExperiment().Run(parameters, new ExperimentContext { ResumeFrom = saved });
        Assert.False(second.Interrupted);
        Assert.Equal(new BurstingExperiment().Run(parameters, new ExperimentContext()).Counters.SpikeHash, second.Counters.SpikeHash);
    }

    [Theory]
    [InlineData("transient", "--transient 4 s leaves nothing of --duration 3 s")]
    [InlineData("depolarisation", "--hyperpolarisations 100 pA does not hyperpolarise")]
    [InlineData("order", "--weak-current 3 uA/cm^2 is not below --strong-current 2.5 uA/cm^2")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var (experiment, parameters) = what switch
        {
            "transient" => ((Experiment)new BurstingExperiment(), (object)new BurstingParameters { Transient = 4 * second }),
            "depolarisation" => (new ReboundExperiment(), new ReboundParameters { Hyperpolarisations = [-0.1 * nA, 0.1 * nA] }),
            _ => (new BurstingExperiment(), new BurstingParameters { WeakCurrent = 3 * uA / cm2 }),
        };
        Assert.StartsWith(message, Assert.Throws<UserErrorException>(() => experiment.RequireConsistent(parameters)).Message, StringComparison.Ordinal);
    }

    private sealed class StopAt(CancellationTokenSource stop, double part) : Progress
    {
        public override void Report(double simulatedSeconds, double totalSeconds)
        {
            if (simulatedSeconds > part * totalSeconds)
            {
                stop.Cancel();
            }
        }
    }
}
