using Neuropil.Experiments;
using Neuropil.Tests.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The statistics of the tutorial's network over random wirings, against 30 wirings of an independent program.</summary>
public class EiNetworkStatisticsTests
{
    private const int Wirings = 30;
    private const double ReferenceSpikes = 12_693;
    private const double ReferenceSpikesSd = 1036;
    private const double ReferenceSilent = 1477;
    private const double ReferenceSilentSd = 53;

    [Fact]
    public void Thirty_wirings_of_the_network_as_its_code_runs_it_agree_with_the_reference()
    {
        var parameters = EiNetworkPresets.AsRun(new EiNetworkParameters());
        var runs = Enumerable.Range(1, Wirings)
            .Select(seed => TutorialNetwork.Run(EiNetworkModel.Build(parameters, (ulong)seed).Network, 100 * ms))
            .ToList();

        // Both means have a standard error.
        double standardError = ReferenceSpikesSd * Math.Sqrt(2.0 / Wirings);
        Assert.InRange(runs.Average(run => run.Count), ReferenceSpikes - (3 * standardError), ReferenceSpikes + (3 * standardError));
        Assert.All(runs, run => Assert.InRange(run.SilentCount(), ReferenceSilent - (4 * ReferenceSilentSd), ReferenceSilent + (4 * ReferenceSilentSd)));
    }

    [Fact]
    public void The_network_of_the_experiment_is_that_of_the_exact_reference_but_for_its_random_numbers()
    {
        var (network, _, _, _) = EiNetworkModel.Build(EiNetworkPresets.AsRun(new EiNetworkParameters()), seed: 1);
        using var run = new Simulation(network);
        Assert.Equal(4000 * 80, run.Synapses);
        Assert.Equal(0 * ms, run.Time);
    }

    [Theory]
    [InlineData("20 ms", "0 ms", "too short for an answer")]
    [InlineData("120 ms", "200 ms", "too short for an answer")]
    [InlineData("400 ms", "100 ms", "Activity lasts")]
    public void The_long_run_answers_only_what_it_could_measure(string duration, string transient, string expected)
    {
        var parameters = new EiLongRunParameters { Duration = Time.Parse(duration), Transient = Time.Parse(transient) };
        var result = new EiLongRunExperiment().Run(parameters, new ExperimentContext());

        Assert.Contains(expected, result.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", result.Answer, StringComparison.Ordinal);
        Assert.False(result.Interrupted);
        Assert.Contains(result.Figures, figure => figure.Name == "raster");
    }

    [Fact]
    public void A_sweep_of_one_value_too_short_for_statistics_says_so()
    {
        var parameters = new EiInhibitionSweepParameters { InhibitoryWeights = [67 * nS], Wirings = 1, Duration = 5 * ms };
        string answer = new EiInhibitionSweepExperiment().Run(parameters, new ExperimentContext()).Answer;

        Assert.StartsWith("At 67 nS the rate is 0 Hz, 100 % of the cells are silent, the CV of the intervals is undefined", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", answer, StringComparison.Ordinal);
    }
}
