using Neuropil.Experiments;
using Neuropil.Tests.Engine;
using static Neuropil.Units;

namespace Neuropil.Tests.Experiments;

/// <summary>The statistics of the tutorial's network over random wirings, against 30 wirings of an independent program.</summary>
public class EiNetworkStatisticsTests
{
    // As many as the reference has: both means then have the same standard error.
    private const int Wirings = 30;
    private const double ReferenceSpikes = 12_693;
    private const double ReferenceSpikesSd = 1036;
    private const double ReferenceSilent = 1477;
    private const double ReferenceSilentSd = 53;

    // Thirty networks of 4000 cells: 6 s on two cores. With fewer the standard error would hide what a wrong weight does.
    [Fact]
    [Trait("Duration", "Long")]
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
        var (network, cells, _, _) = EiNetworkModel.Build(EiNetworkPresets.AsRun(new EiNetworkParameters()), seed: 1);
        var exact = TutorialNetwork.Exact(seed: 1);
        using var run = new Simulation(network);
        using var reference = new Simulation(exact);

        // Equations with all their values, synapses, and what each projection is.
        Assert.Equal(reference.DumpKernels(), run.DumpKernels());
        Assert.Equal(reference.Synapses, run.Synapses);
        Assert.Equal(exact.Projections.Select(Facts), network.Projections.Select(Facts));
        Assert.All(network.Projections, projection => Assert.Equal(new FixedOutDegree(80) { WithRepetition = true }, projection.Rule));

        // Where the cells start, to the range of their potentials.
        Assert.Equal(["V", "excitation.g", "h", "inhibition.g", "m", "n"], cells.Initial.Keys.Order(StringComparer.Ordinal));
        Assert.All(cells.Initial.Where(each => each.Key != "V"), each => Assert.Equal(0, each.Value.UniformSi));
        double[] potentials = new double[4000];
        cells.Initial["V"].Fill(potentials, 1, RandomPurpose.InitialValue, 0, 0);
        Assert.InRange(potentials.Min(), -70e-3, -69.9e-3);
        Assert.InRange(potentials.Max(), -60.1e-3, -60e-3);

        static (string, int, int, string, string, double, double) Facts(Projection projection) => (
            projection.Source.Name, projection.Source.Start, projection.Source.Count, projection.Target.Name, $"{projection.Receptor}",
                projection.Weight.UniformSi,
            projection.Delay.UniformSi);
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
