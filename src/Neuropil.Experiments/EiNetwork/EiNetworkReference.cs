namespace Neuropil.Experiments;

/// <summary>
/// What independent programs gave for the E-I network: means and standard deviations over random wirings. A run's tolerance is four standard
/// deviations of the difference between one draw (or the mean of several) and the reference's mean: a false alarm in 16 000 checks.
/// </summary>
internal static class EiNetworkReference
{
    private const double StandardDeviations = 4;

    private static readonly Time TutorialDuration = 100 * Units.ms;

    /// <summary>The checks that apply to these parameters, none where no reference exists.</summary>
    public static IReadOnlyList<Check> Checks(EiNetworkParameters p, IReadOnlyList<EiNetworkRun> runs)
    {
        if (p == new EiNetworkParameters())
        {
            return Tutorial(runs, (13_119, 1288), (1476, 77), 13, "an independent C program with the printed values, 13 wirings");
        }

        if (p == EiNetworkPresets.AsRun(new EiNetworkParameters()))
        {
            return Tutorial(runs, (12_693, 1036), (1477, 53), 30, "an independent C program that does what the tutorial's code does, 30 wirings");
        }

        return p == EiNetworkPresets.Cobahh(new EiNetworkParameters()) ? Cobahh(runs) : [];
    }

    private static List<Check> Tutorial(IReadOnlyList<EiNetworkRun> runs, (double Mean, double Sd) spikes, (double Mean, double Sd) silent, int wirings, string source)
    {
        string of = runs.Count == 1 ? "" : $", mean of {runs.Count} runs";
        double error = StandardDeviations * Math.Sqrt((1.0 / runs.Count) + (1.0 / wirings));
        return
        [
            new($"spikes in {TutorialDuration}{of}", spikes.Mean, runs.Average(run => (double)run.Cells.Count), error * spikes.Sd, source),
            new($"silent cells in {TutorialDuration}{of}", silent.Mean, runs.Average(run => (double)run.Cells.SilentCount()), error * silent.Sd, source),
        ];
    }

    // Brette et al. (2007), benchmark 3, as Brian2, GeNN, NEST and NEURON run it; the bands hold for single runs of one second.
    private static List<Check> Cobahh(IReadOnlyList<EiNetworkRun> runs)
    {
        const string Source = "Brian2 2.5.1, Brette et al. (2007) benchmark 3, 1 s";
        var cells = runs.Select(run => run.Cells).ToList();
        return
        [
            new("rate (Hz)", 37, cells.Average(train => train.MeanRate().SiValue), 5, Source),
            new("CV of interspike intervals", 1.98, cells.Average(train => train.InterspikeIntervals().Cv), 0.15, Source),
            Check.Between("silent cells (%)", 13, 20, 100 * cells.Average(train => train.SilentFraction()), Source),
        ];
    }
}
