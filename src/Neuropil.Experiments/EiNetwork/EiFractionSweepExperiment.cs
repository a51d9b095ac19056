using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>The parameters of <see cref="EiFractionSweepExperiment"/>.</summary>
public sealed record EiFractionSweepParameters
{
    /// <summary>Excitatory fractions.</summary>
    [Option("fractions of excitatory cells to try", MoreThan = "0", AtMost = "0.999")]
    public IReadOnlyList<double> ExcitatoryFractions { get; init; } = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

    /// <summary>Cells.</summary>
    [Option("cells in all", AtLeast = "10")]
    public int Cells { get; init; } = 4000;

    /// <summary>Wirings.</summary>
    [Option("wirings at each fraction", AtLeast = "1")]
    public int Wirings { get; init; } = 2;

    /// <summary>Duration.</summary>
    [Option("simulated time of each run", MoreThan = "0 ms", Unit = "ms")]
    public Time Duration { get; init; } = 300 * ms;

    /// <summary>Time step.</summary>
    [Option("time step", Name = "dt", MoreThan = "0 ms", Unit = "ms")]
    public Time TimeStep { get; init; } = 0.1 * ms;
}

/// <summary>The tutorial's second exercise: change the fraction of excitatory cells.</summary>
public sealed class EiFractionSweepExperiment : Experiment<EiFractionSweepParameters>
{
    private const double TutorialFraction = 0.8;

    /// <inheritdoc/>
    public override string Name => "ei-fraction-sweep";

    /// <inheritdoc/>
    public override string Question => "What does the network do when a larger part of its cells is excitatory?";

    /// <inheritdoc/>
    public override string Source => "the E-I network tutorial, exercise 2";

    /// <inheritdoc/>
    public override ExperimentResult Run(EiFractionSweepParameters parameters, ExperimentContext context)
    {
        var (points, unfinished) = EiSweep.Run(
            parameters.ExcitatoryFractions,
            parameters.Wirings,
            fraction => EiNetworkPresets.AsRun(new EiNetworkParameters()) with
            {
                Excitatory = ExcitatoryCells(parameters.Cells, fraction),
                Inhibitory = parameters.Cells - ExcitatoryCells(parameters.Cells, fraction),
                Duration = parameters.Duration,
                TimeStep = parameters.TimeStep,
            },
            context);
        return EiSweep.Result(
            points, unfinished, parameters.ExcitatoryFractions.Count, new Axis("Excitatory fraction", ""), fraction => $"fraction {fraction:G3}",
            points.Count == 0 ? "" : Answer(points), Checks(parameters, points));
    }

    private static int ExcitatoryCells(int cells, double fraction) => Math.Clamp((int)Math.Round(cells * fraction), 1, cells - 1);

    private static string Answer(IReadOnlyList<EiSweepPoint> points)
    {
        var (low, high) = (points.MinBy(point => point.Value)!, points.MaxBy(point => point.Value)!);
        var most = points.MaxBy(point => point.Synchrony)!;
        return $"From a fraction of {low.Value:G3} to {high.Value:G3} the rate goes from {StatisticText.Of(low.RateHz, "F0")} to {StatisticText.Of(high.RateHz, "F0")} Hz, "
            + $"the silent cells from {StatisticText.Of(low.SilentPercent, "F0")} to {StatisticText.Of(high.SilentPercent, "F0")} % and synchrony chi from {StatisticText.Of(low.Synchrony, "F2")} to {StatisticText.Of(high.Synchrony, "F2")} "
            + $"(largest, {StatisticText.Of(most.Synchrony, "F2")}, at {most.Value:G3}). CV of the intervals {StatisticText.Of(low.Cv, "F2")} to {StatisticText.Of(high.Cv, "F2")}.";
    }

    // At the tutorial's own fraction this is the tutorial's network over 300 ms.
    private static List<Check> Checks(EiFractionSweepParameters parameters, IReadOnlyList<EiSweepPoint> points)
        => parameters.Duration == new EiFractionSweepParameters().Duration && parameters.Cells == 4000 && parameters.TimeStep == 0.1 * ms
            && points.FirstOrDefault(point => Math.Abs(point.Value - TutorialFraction) < 1e-9) is { } tutorial
            ? [new("rate at a fraction of 0.8 (Hz)", 35.9, tutorial.RateHz, 4 * 35.9 * 1036 / 12_693, "an independent C program that does what the tutorial's code does, 300 ms; 4 SD of its 100 ms counts")]
            : [];
}
