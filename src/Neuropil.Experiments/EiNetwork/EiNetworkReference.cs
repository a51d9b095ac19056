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

    // Brette et al. (2007), benchmark 3: means and standard deviations of 20 wirings in Brian2, tests/references/networks/cobahh_brian2.py.
    private static Check[] Cobahh(IReadOnlyList<EiNetworkRun> runs)
    {
        const string Source = "Brian2 2.5.1, 20 wirings of Brette et al. (2007) benchmark 3, 1 s";
        const int Wirings = 20;
        const double StudentQuantile = 4.9; // 19 degrees of freedom, 1e-4 on both sides together
        double error = StudentQuantile * Math.Sqrt((1.0 / runs.Count) + (1.0 / Wirings));
        return
        [
            Of("rate (Hz)", 35.198, 2.246, run => run.Cells.MeanRate().SiValue),
            Of("CV of interspike intervals", 1.954, 0.048, run => run.Cells.InterspikeIntervals().Cv),
            Of("silent cells (%)", 11.944, 1.723, run => 100 * run.Cells.SilentFraction()),
            Of("mean excitatory conductance after 100 ms (nS)", 68.38, 4.822, _ => LateMean(runs[0], 1)),
            Of("mean inhibitory conductance after 100 ms (nS)", 383.2, 20.33, _ => LateMean(runs[0], 2)),
            Of("mean membrane potential after 100 ms (mV)", -64.771, 0.51, _ => LateMean(runs[0], 0)),
        ];

        Check Of(string name, double mean, double deviation, Func<EiNetworkRun, double> measure)
            => new(name, mean, runs.Average(measure), error * deviation, Source);
    }

    private static double LateMean(EiNetworkRun run, int column)
        => run.Means.Window(100 * Units.ms, run.Cells.Duration).Columns[column].Values.Average();
}
