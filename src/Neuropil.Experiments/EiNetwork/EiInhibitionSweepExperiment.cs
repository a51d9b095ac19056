using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EiInhibitionSweepExperiment"/>.</summary>
public sealed record EiInhibitionSweepParameters
{
    /// <summary>Inhibitory weights.</summary>
    [Option("inhibitory weights to try", Unit = "nS", AtLeast = "0 nS")]
    public IReadOnlyList<Conductance> InhibitoryWeights { get; init; } = [10 * nS, 20 * nS, 35 * nS, 50 * nS, 67 * nS, 100 * nS, 150 * nS];

    /// <summary>Wirings.</summary>
    [Option("wirings at each weight", AtLeast = "1")]
    public int Wirings { get; init; } = 2;

    /// <summary>Duration.</summary>
    [Option("simulated time of each run", MoreThan = "0 ms", Unit = "ms")]
    public Time Duration { get; init; } = 300 * ms;

    /// <summary>Time step.</summary>
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>The tutorial's first exercise: change the weight of inhibition and look for synchronous bursts.</summary>
public sealed class EiInhibitionSweepExperiment : Experiment<EiInhibitionSweepParameters>
{
    // The number of spikes of 30 wirings in 100 ms has a standard deviation of 1036 / 12693; a longer run's is smaller. Four of them.
    private const double RelativeTolerance = 4 * 1036.0 / 12_693;
    private const string Reference = "an independent C program that does what the tutorial's code does, 300 ms";

    /// <inheritdoc/>
    public override string Name => "ei-inhibition-sweep";

    /// <inheritdoc/>
    public override string Question => "What do rate, synchrony and silence do when the weight of inhibition changes: does weak inhibition give synchronous bursts?";

    /// <inheritdoc/>
    public override string Source => "the E-I network tutorial, exercise 1";

    /// <inheritdoc/>
    public override ExperimentResult Run(EiInhibitionSweepParameters parameters, ExperimentContext context)
    {
        var weights = parameters.InhibitoryWeights.Select(weight => weight / nS).ToList();
        var (points, unfinished) = EiSweep.Run(
            weights,
            parameters.Wirings,
            weight => EiNetworkPresets.AsRun(new EiNetworkParameters()) with
            {
                InhibitoryWeight = weight * nS, Duration = parameters.Duration, TimeStep = parameters.TimeStep,
            },
            context);
        return EiSweep.Result(
            points, unfinished, weights.Count, new Axis("Inhibitory weight", "nS"), weight => $"{weight:G4} nS", points.Count == 0 ? "" : Answer(points), Checks(parameters, points));
    }

    private static string Answer(IReadOnlyList<EiSweepPoint> points)
    {
        var (weak, strong) = (points.MinBy(point => point.Value)!, points.MaxBy(point => point.Value)!);
        var most = points.MaxBy(point => point.Synchrony)!;
        bool runaway = weak.RateHz > 3 * strong.RateHz && weak.Cv < 0.5;
        return $"From {strong.Value:G4} to {weak.Value:G4} nS the rate goes from {StatisticText.Of(strong.RateHz, "F0")} to {StatisticText.Of(weak.RateHz, "F0")} Hz, "
            + $"the silent cells from {StatisticText.Of(strong.SilentPercent, "F0")} to {StatisticText.Of(weak.SilentPercent, "F0")} %, the CV of the intervals from {StatisticText.Of(strong.Cv, "F2")} to {StatisticText.Of(weak.Cv, "F2")} "
            + $"and synchrony chi (after 100 ms, bins of 5 ms) from {StatisticText.Of(strong.Synchrony, "F2")} to {StatisticText.Of(weak.Synchrony, "F2")}; it is largest ({StatisticText.Of(most.Synchrony, "F2")}) at {most.Value:G4} nS. "
            + (runaway ? "Weak inhibition gives tonic runaway firing at a high and regular rate in every cell, not synchronous bursts." : "");
    }

    private static List<Check> Checks(EiInhibitionSweepParameters parameters, IReadOnlyList<EiSweepPoint> points)
    {
        var checks = new List<Check>();
        var defaults = new EiInhibitionSweepParameters();
        if (parameters.Duration == defaults.Duration && parameters.TimeStep == defaults.TimeStep)
        {
            foreach (var (weight, rate) in new[] { (67.0, 35.9), (20.0, 194.0) })
            {
                if (points.FirstOrDefault(point => Math.Abs(point.Value - weight) < 1e-9) is { } point)
                {
                    checks.Add(new Check($"rate at {weight:G3} nS (Hz)", rate, point.RateHz, RelativeTolerance * rate, Reference));
                }
            }
        }

        return checks;
    }
}
