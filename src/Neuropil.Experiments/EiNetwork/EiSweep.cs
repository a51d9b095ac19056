using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>Runs the E-I network over a list of values, several wirings each, and draws what happens to rate, synchrony and silence.</summary>
internal static class EiSweep
{
    /// <summary>The points that were reached before a request to stop, and the run that it ended.</summary>
    public static (List<EiSweepPoint> Points, EiNetworkRun? Unfinished) Run(
        IReadOnlyList<double> values, int wirings, Func<double, EiNetworkParameters> parametersAt, ExperimentContext context)
    {
        var points = new List<EiSweepPoint>();
        for (int i = 0; i < values.Count; i++)
        {
            var runs = new List<EiNetworkRun>();
            for (int wiring = 0; wiring < wirings; wiring++)
            {
                var progress = context.Progress.Part((i * wirings) + wiring, values.Count * wirings);
                var run = EiNetworkRun.Of(parametersAt(values[i]), context.Seed + (ulong)wiring, context, progress, keepsCheckpoint: false, traces: false);
                if (run.Interrupted)
                {
                    return (points, run);
                }

                runs.Add(run);
            }

            points.Add(EiSweepPoint.Of(values[i], runs));
        }

        return (points, null);
    }

    /// <summary>Three panels over the swept value.</summary>
    public static Figure Plot(IReadOnlyList<EiSweepPoint> points, Axis axis)
    {
        double[] x = [.. points.Select(point => point.Value)];
        return new Figure
        {
            Panels =
            [
                Curve("Rate", "Hz", points.Select(point => point.RateHz), points.Select(point => point.RateError)),
                Curve("Synchrony chi", "", points.Select(point => point.Synchrony), points.Select(point => point.SynchronyError)),
                Curve("Silent cells", "%", points.Select(point => point.SilentPercent), null),
            ],
        };

        Panel Curve(string quantity, string unit, IEnumerable<double> y, IEnumerable<double>? errors) => new()
        {
            X = axis,
            Y = new Axis(quantity, unit) { Minimum = 0 },
            Layers = [new Series("", x, [.. y]) { Marker = Marker.Circle, Error = errors is null ? null : [.. errors] }],
        };
    }

    /// <summary>Rasters of the first run at the smallest, a middle and the largest value.</summary>
    public static IEnumerable<ExperimentFigure> Rasters(IReadOnlyList<EiSweepPoint> points, Func<double, string> label)
        => new[] { 0, points.Count / 2, points.Count - 1 }.Distinct().Select(i => Raster($"raster-{i + 1}", label(points[i].Value), points[i].Runs[0]));

    /// <summary>The result of a sweep.</summary>
    public static ExperimentResult Result(
        IReadOnlyList<EiSweepPoint> points, EiNetworkRun? unfinished, int asked, Axis axis, Func<double, string> label, string answer, IReadOnlyList<Check> checks)
    {
        if (points.Count == 0)
        {
            return Beginning(unfinished!);
        }

        return new ExperimentResult
        {
            Answer = points.Count > 1 ? answer : OnePoint(points[0], label),
            Checks = points.Count == asked ? checks : [],
            Figures = [new("sweep", "Rate, synchrony and silence", "Means over wirings with their standard errors.", Plot(points, axis)), .. Rasters(points, label)],
            Populations = [.. points.SelectMany(point => new[] { point.Runs[0].Excitatory, point.Runs[0].Inhibitory }
                .Select(train => PopulationSummary.Of(train) with { Name = $"{train.Name} at {label(point.Value)}" }))],
            Counters = points.SelectMany(point => point.Runs).Select(run => run.Counters).Aggregate((sum, next) => sum.Add(next)),
            Interrupted = points.Count < asked,
        };
    }

    // One value says nothing about the question, but something about itself.
    private static string OnePoint(EiSweepPoint point, Func<double, string> label)
        => $"At {label(point.Value)} the rate is {StatisticText.Of(point.RateHz, "F0")} Hz, {StatisticText.Of(point.SilentPercent, "F0")} % of the cells are silent, the CV of the intervals is {StatisticText.Of(point.Cv, "F2")} "
            + $"and synchrony chi {StatisticText.Of(point.Synchrony, "F2")}. One value shows no change.";

    /// <summary>What there is to show when not even the first value was finished.</summary>
    private static ExperimentResult Beginning(EiNetworkRun run) => new()
    {
        Answer = $"The run was interrupted after {run.Cells.Duration} of the first value, too early for an answer.",
        Notes = run.Warnings,
        Figures = [Raster("raster-unfinished", "The run that was interrupted", run)],
        Populations = [PopulationSummary.Of(run.Excitatory), PopulationSummary.Of(run.Inhibitory)],
        Counters = run.Counters,
        Interrupted = true,
    };

    private static ExperimentFigure Raster(string name, string title, EiNetworkRun run)
    {
        SpikeTrains[] both = [run.Excitatory, run.Inhibitory];
        return new ExperimentFigure(name, title, "Each point is a spike; below, the rate of each population.", both.Raster(""));
    }
}
