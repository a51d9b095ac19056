using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Pairs of spikes, and single spikes after a train, each on a synapse of its own: a part of <see cref="ShortTermPlasticityExperiment"/>.</summary>
internal static class PairsAndRecovery
{
    /// <summary>The spikes of a train.</summary>
    public const int TrainLength = 10;

    private static readonly double[] delays = [50, 100, 200, 500, 1000, 2000, 4000];

    /// <summary>Simulates them, checks them and draws them beside the published facilitating synapse.</summary>
    public static void Find(ShortTermPlasticityParameters p, ShortTermPlasticityParameters facilitating, Session session, Findings findings)
    {
        double[] intervals = [5, 10, 20, 50, 100, 200, 500, 1000];
        double between = Math.Max(1, Math.Round(1000 / (p.Frequency / Hz)));
        Time[] Pair(double interval) => [1 * ms, (1 + interval) * ms];
        Time[] Recovering(double delay) => [.. ReleaseTrials.Train(TrainLength, between * ms, 1 * ms), (1 + (between * (TrainLength - 1)) + delay) * ms];
        var release = p.Release;
        var warming = facilitating.Release;
        List<SynapseUnderTest> cases =
        [
            .. intervals.Select(interval => new SynapseUnderTest(release, Pair(interval))),
            .. delays.Select(delay => new SynapseUnderTest(release, Recovering(delay))),
            .. intervals.Select(interval => new SynapseUnderTest(warming, Pair(interval))),
        ];
        var trials = ReleaseTrials.Of(cases, cases.Max(each => each.Spikes[^1]) + (2 * ms), ShortTermPlasticityExperiment.Grid, session);
        double[] ratios = [.. intervals.Select((_, i) => trials.AtSpikes(i)[1] / trials.AtSpikes(i)[0])];
        bool isFacilitating = p.Formulas == facilitating.Formulas;
        double[] others = isFacilitating ? [] : [.. intervals.Select((_, i) => intervals.Length + delays.Length + i)
            .Select(i => trials.AtSpikes(i)[1] / trials.AtSpikes(i)[0])];
        double[] recovered = [.. delays.Select((_, i) => trials.AtSpikes(intervals.Length + i)[^1])];
        var formulas = p.Formulas;
        findings.Check(
            "paired-pulse ratio, 5 ms to 1 s: largest deviation", 0,
            intervals.Zip(ratios, (interval, ratio) => Math.Abs(ratio - formulas.PairedPulseRatio(interval))).Max(),
            ShortTermPlasticityExperiment.Tolerance / p.Utilization, ShortTermPlasticityExperiment.Recursion);
        double[] last = trials.AtSpikes(intervals.Length + delays.Length + Array.IndexOf(intervals, 50));
        findings.Check("paired-pulse ratio of the facilitating synapse at 50 ms", 1.8442, last[1] / last[0], 5e-5, "independent program, to five digits");
        double[] expected = [.. delays.Select(delay => formulas.Train([.. Recovering(delay).Select(time => time / ms)])[^1])];
        findings.Check(
            "release after a train, 50 ms to 4 s: largest deviation", 0, recovered.Zip(expected, (a, b) => Math.Abs(a - b)).Max(),
            ShortTermPlasticityExperiment.Tolerance, ShortTermPlasticityExperiment.Recursion);
        double[] line = Plot.Range(5, 1000, 80, logarithmic: true);
        double[] later = Plot.Range(50, 4000, 80, logarithmic: true);
        findings.Panels(
            "pairs-and-recovery", "Pairs of spikes, and recovery",
            $"Above: the second of two spikes over the first{(isFacilitating ? "" : "; blue: the published facilitating synapse")}. "
                + $"Below: a single spike after a train of {TrainLength} at {1000 / between:G3} Hz, with that of a first spike dashed. Lines: closed form; points: simulated.",
            Plot.Panel(
                new Axis("Interval", "ms") { Scale = AxisScale.Logarithmic }, new Axis("Paired-pulse ratio") { Minimum = 0 },
                [
                    ReferenceLine.AtY(1), Plot.Line("", line, formulas.PairedPulseRatio, colour: Colour.Black),
                    Plot.Points("", intervals, ratios, colour: Colour.Black),
                    .. isFacilitating ? [] : (PlotLayer[])
                    [
                        Plot.Line("", line, facilitating.Formulas.PairedPulseRatio, colour: Palette.At(0)),
                        Plot.Points("", intervals, others, colour: Palette.At(0)),
                    ],
                ]),
            Plot.Panel(
                new Axis("Time after the train", "ms") { Scale = AxisScale.Logarithmic }, new Axis("Release at a spike") { Minimum = 0 },
                Plot.Line("", later, later.Select(delay => formulas.Train([.. Recovering(delay).Select(time => time / ms)])[^1]), colour: Colour.Black),
                Plot.Points("", delays, recovered, colour: Colour.Black), ReferenceLine.AtY(p.Utilization)));
    }
}
