using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The tutorial's network with its printed values, or a published variant of it.</summary>
internal sealed class EiNetworkExperiment : Experiment<EiNetworkParameters>
{
    private static readonly Time SpectrumNeeds = 500 * ms;

    public override string Name => "ei-network";

    public override string Question => "How does a network of 3200 excitatory and 800 inhibitory Hodgkin-Huxley cells fire?";

    public override string Source => "the E-I network tutorial; Brette et al., J. Comput. Neurosci. 23 (2007), benchmark 3; Traub and Miles (1991)";

    public override IReadOnlyList<Preset<EiNetworkParameters>> Presets => EiNetworkPresets.All;

    public override IEnumerable<string?> ValidationPresets(bool full) => [null, "as-run", "cobahh"];

    public override void Run(EiNetworkParameters p, Session session, Findings findings)
    {
        var first = new EiNetworkRun(p, session.Seed, session.Part(0, p.Repeats), traces: true);
        findings.Always(() =>
        {
            findings.Answer(Describe(first.Cells));
            first.Show(findings);
            first.ShowVoltages(findings);
            if (first.Cells.Duration >= SpectrumNeeds)
            {
                findings.Figure("spectrum", "Rhythms", "Power spectrum of the rate of all cells (Welch's method, bins of 1 ms).",
                    first.Cells.PopulationRate(1 * ms).Spectrum(250 * ms).Plot());
            }
        });
        first.Advance(p.Duration);
        List<SpikeTrains> runs = [first.Cells];
        for (int repeat = 1; repeat < p.Repeats; repeat++)
        {
            using var other = new EiNetworkRun(p, session.Seed + (ulong)repeat, session.Part(repeat, p.Repeats), traces: false);
            other.Advance(p.Duration);
            runs.Add(other.Cells);
        }

        Check(p, runs, first, findings);
    }

    protected override void Validate(EiNetworkParameters parameters)
    {
        EiNetworkModel.Build(parameters, seed: 0);
        OptionText.Method("method", parameters.Method);
    }

    private static string Describe(SpikeTrains spikes) => !(spikes.Duration.SiValue > 0)
        ? "Nothing was simulated: the run was interrupted before its first step."
        : $"{spikes.Count} spikes of {spikes.NeuronCount} cells in {spikes.Duration}: {spikes.MeanRate().SiValue:F1} Hz on average, "
            + $"{spikes.SilentCount()} cells silent, population synchrony chi {StatisticText.Of(spikes.SynchronyChi(5 * ms), "F2")} in bins of 5 ms.";

    // Independent programs gave means and standard deviations over random wirings; those of Brian2 are by tests/references/networks/cobahh_brian2.py.
    private static void Check(EiNetworkParameters p, List<SpikeTrains> runs, EiNetworkRun first, Findings findings)
    {
        const double StudentQuantile = 4.9; // 19 degrees of freedom, 1e-4 on both sides together
        string in100 = $"in {100 * ms}{(runs.Count == 1 ? "" : $", mean of {runs.Count} runs")}";
        (string, double, double, Func<SpikeTrains, double>)[] Counts(double spikes, double deviation, double silent, double silentDeviation) =>
        [
            ($"spikes {in100}", spikes, deviation, run => run.Count), ($"silent cells {in100}", silent, silentDeviation, run => run.SilentCount()),
        ];
        void Check(
            EiNetworkParameters about, string source, int draws, double quantile,
            params (string Name, double Mean, double Deviation, Func<SpikeTrains, double> Of)[] numbers)
        {
            foreach (var (name, mean, deviation, of) in numbers)
            {
                var reference = new Reference<EiNetworkParameters>(name, mean, source, each => each with { Repeats = 1 } == about);
                findings.Check(reference.OfDraws(deviation, draws, quantile), p, () => runs.Average(of), runs.Count);
            }
        }

        var (printed, asRun, cobahh) = (new EiNetworkParameters(), EiNetworkPresets.AsRun(new()), EiNetworkPresets.Cobahh(new()));
        Check(printed, "an independent C program with the printed values, 13 wirings", 13, 4, Counts(13_119, 1288, 1476, 77));
        Check(asRun, "an independent C program that does what the tutorial's code does, 30 wirings", 30, 4, Counts(12_693, 1036, 1477, 53));
        Check(
            cobahh, "Brian2 2.5.1, 20 wirings of Brette et al. (2007) benchmark 3, 1 s", 20, StudentQuantile,
            ("rate (Hz)", 35.198, 2.246, run => run.MeanRate().SiValue), ("CV of interspike intervals", 1.954, 0.048, run => run.InterspikeIntervals().Cv),
            ("silent cells (%)", 11.944, 1.723, run => 100 * run.SilentFraction()),
            ("mean excitatory conductance after 100 ms (nS)", 68.38, 4.822, _ => first.LateMean(1)),
            ("mean inhibitory conductance after 100 ms (nS)", 383.2, 20.33, _ => first.LateMean(2)),
            ("mean membrane potential after 100 ms (mV)", -64.771, 0.51, _ => first.LateMean(0)));
    }
}
