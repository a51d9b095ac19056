using Neuropil.Experiments;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The experiment on bursting in a short form, and its analysis on trains made by hand.</summary>
public class BurstingTests
{
    private static readonly BurstingParameters brief = new()
    {
        SomaticCurrents = [0.75 * uA / cm2, 2.5 * uA / cm2], DendriticCurrents = [2 * uA / cm2], Couplings = [0.5 * mS / cm2, 20 * mS / cm2],
        Hyperpolarisations = [-0.02 * nA, -0.15 * nA], HyperpolarisationDuration = 300 * ms, Duration = 3000 * ms, Transient = 1000 * ms, TimeStep = 0.02 * ms,
    };

    [Fact]
    public void A_short_run_shows_the_published_patterns_and_converges()
    {
        var result = new BurstingExperiment().Run(brief, new ExperimentContext());
        Assert.All(result.Checks, check => Assert.True(check.Passed, check.ToString()));
        Assert.Equal(5 + 3 + 4 + 15, result.Checks.Count);
        Assert.Equal(6, result.Figures.Count);
        Assert.All(result.Figures, figure => Assert.Contains("<svg", figure.Figure.ToSvg(), StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
        Assert.Contains("2 spikes with its T current and 0 without", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_do_nothing_are_reported_as_such()
    {
        var silent = brief with
        {
            WeakCurrent = -1 * uA / cm2, StrongCurrent = -0.5 * uA / cm2, SomaticCurrents = [-0.5 * uA / cm2], DendriticCurrents = [-0.5 * uA / cm2], Couplings = [2.1 * mS / cm2],
            Hyperpolarisations = [-0.001 * nA], HyperpolarisationDuration = 50 * ms, RegularSpikingCurrent = 0 * nA, FastSpikingCurrent = 0 * nA, Duration = 800 * ms, Transient = 100 * ms,
        };
        var result = new BurstingExperiment().Run(silent, new ExperimentContext());
        Assert.Contains("is silent under -1 uA/cm²", result.Answer, StringComparison.Ordinal);
        Assert.Contains("the regular-spiking cell has no two intervals", result.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
        Assert.All(result.Figures, figure => Assert.Contains("<svg", figure.Figure.ToSvg(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_from_its_checkpoint_to_the_same_spikes()
    {
        var parameters = brief with { Duration = 900 * ms, Transient = 100 * ms, Convergence = false };
        using var stop = new CancellationTokenSource();
        using var saved = new MemoryStream();
        var first = new BurstingExperiment().Run(parameters, new ExperimentContext { Cancellation = stop.Token, Progress = new StopAt(stop, 0.2), CheckpointSink = write => write(saved) });
        Assert.True(first.Interrupted);
        Assert.Empty(first.Checks);
        Assert.All(first.Figures, figure => Assert.Contains("<svg", figure.Figure.ToSvg(), StringComparison.Ordinal));
        saved.Position = 0;
        var second = new BurstingExperiment().Run(parameters, new ExperimentContext { ResumeFrom = saved });
        Assert.False(second.Interrupted);
        Assert.Equal(new BurstingExperiment().Run(parameters, new ExperimentContext()).Counters.SpikeHash, second.Counters.SpikeHash);
    }

    [Fact]
    public void Spikes_close_together_are_one_event()
    {
        // Events of 1, 2 and 3 spikes 100 ms apart; the last one is within 15 ms of the end, so that it may not be over.
        double[] times = [5, 100, 104, 200, 210, 224, 300, 395];
        var bursts = Bursts.Of(times, 15, from: 50, until: 400);
        Assert.Equal([2, 3, 1], bursts.Sizes);
        Assert.Equal([100, 200, 300], bursts.Starts);
        Assert.Equal(2, bursts.MeanSize);
        Assert.Equal(5.0 / 6, bursts.PartInBursts, 1e-12);
        Assert.Equal(10, bursts.RateHz, 1e-9);
        Assert.Equal(0, bursts.PeriodCv, 1e-12);

        // Periods of 100 and 300 ms: standard deviation 100, mean 200.
        Assert.Equal(0.5, Bursts.Of([100, 200, 500], 15, 0, 1000).PeriodCv, 1e-12);
        Assert.Equal(1, Bursts.Of([0, 3, 10], 15, -1, 1000).PartInBursts);
    }

    [Fact]
    public void Without_spikes_statistics_are_undefined()
    {
        var none = Bursts.Of([], 15, 0, 100);
        Assert.All([none.MeanSize, none.PartInBursts, none.RateHz, none.PeriodCv], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void A_crossing_is_found_between_samples_to_the_stated_error()
    {
        // exp(t) crosses 2 at ln 2.
        const double Dt = 0.01;
        double[] samples = [.. Enumerable.Range(0, 101).Select(i => Math.Exp(i * Dt))];
        int step = Array.FindIndex(samples, value => value >= 2) - 1;
        var crossing = Assert.Single(BurstConvergence.Crossings([step], samples, 2, Dt));
        Assert.InRange(Math.Abs(crossing.Time - Math.Log(2)), 0, crossing.Error);
        Assert.InRange(crossing.Error, 0, Dt * Dt / 4);
    }

    [Theory]
    [InlineData("transient", "--transient 4 s leaves nothing of --duration 3 s")]
    [InlineData("duration", "--duration 600 ms is too short for a hyperpolarisation of 400 ms from 100 ms on")]
    [InlineData("depolarisation", "--hyperpolarisations 100 pA does not hyperpolarise")]
    [InlineData("order", "--weak-current 3 uA/cm^2 is not below --strong-current 2.5 uA/cm^2")]
    public void What_cannot_be_measured_is_refused(string what, string message)
    {
        var parameters = what switch
        {
            "transient" => new BurstingParameters { Transient = 4 * second },
            "duration" => new BurstingParameters { Duration = 600 * ms, Transient = 100 * ms },
            "depolarisation" => new BurstingParameters { Hyperpolarisations = [-0.1 * nA, 0.1 * nA] },
            _ => new BurstingParameters { WeakCurrent = 3 * uA / cm2 },
        };
        var experiment = new BurstingExperiment();
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
