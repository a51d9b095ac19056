namespace Neuropil.Experiments;

/// <summary>
/// Any experiment at all combinations of the values of some parameters, with several seeds each. What is averaged is what the experiment
/// measures: activity of populations, measured numbers, what its checks measured.
/// </summary>
internal static class ParameterSweep
{
    private const int MostPanels = 6;
    private static readonly string[] drawnFirst = [PointMeasures.Rate, PointMeasures.Cv, PointMeasures.Silent];

    /// <summary>Runs it.</summary>
    /// <param name="request">The run, with swept parameters or several seeds.</param>
    /// <param name="values">The values of all other parameters.</param>
    /// <param name="session">Makes the runs.</param>
    /// <param name="findings">Takes what was found.</param>
    public static void Run(RunRequest request, ResolvedParameters values, Session session, Findings findings)
    {
        var grid = Grid(request.Swept, values);
        var sweep = session.Sweep(grid, request.Seeds, (point, part, found) =>
        {
            var inner = new Findings();
            request.Experiment.Run(point.Values.Record, part, inner);
            Keep(inner.Close(part, interrupted: false), found);
        });
        findings.Always(() => Report(request, sweep, findings));
        sweep.Run();
    }

    /// <summary>All combinations, the last parameter changing fastest.</summary>
    internal static List<GridPoint> Grid(IReadOnlyList<SweptParameter> swept, ResolvedParameters values)
    {
        List<GridPoint> points = [new([], values)];
        foreach (var parameter in swept)
        {
            points = [.. points.SelectMany(point => parameter.Values.Select(
                text => new GridPoint([.. point.Texts, text], point.Values.With(parameter.Parameter, text))))];
        }

        return points;
    }

    // A point keeps numbers only: figures and spikes of every point would fill the disk.
    private static void Keep(ExperimentResult result, Findings found)
    {
        foreach (var (name, value) in PointMeasures.Of(result))
        {
            found.Measure(name, value);
        }

        found.Check(result.Checks);
    }

    private static void Report(RunRequest request, Sweep<GridPoint> sweep, Findings findings)
    {
        var points = sweep.Points;
        string seeds = request.Seeds == 1 ? "" : $", {request.Seeds} seeds each";
        string values = string.Join(" and ", request.Swept.Select(each => $"{each.Parameter.Option} {each.Text}"));
        findings.Answer($"{request.Experiment.Name} at {points.Count} of {sweep.Count / request.Seeds} "
            + $"points{(values.Length > 0 ? $" of {values}" : "")}{seeds}.");
        if (points.Count == 0)
        {
            return;
        }

        string[] columns = [.. request.Swept.Select(each => $"{each.Parameter.Option}{Unit(each)}")];
        findings.File(sweep.Table("sweep.csv", columns, point => [.. request.Swept.Select((each, i) => each.Parameter.NumberOf(point.Texts[i]))]));
        findings.Check(sweep.Checks());
        if (request.Swept.Count > 0)
        {
            var x = request.Swept[^1];
            string[] names = [.. points[0].Runs[0].Measures.Select(measure => measure.Name).Distinct().OrderBy(name => drawnFirst.Any(name.EndsWith) ? 0 : 1)
                .Take(MostPanels)];
            var axis = new Axis(x.Parameter.Option.Replace('-', ' '), x.Parameter.DisplayUnit);
            findings.Figure(
                "sweep", "What changes", $"Means over {request.Seeds} seed{(request.Seeds == 1 ? "" : "s, with standard errors")}.",
                sweep.Figure(axis, point => x.Parameter.NumberOf(point.Texts[^1]), point => string.Join(", ", point.Texts.SkipLast(1)), names));
        }

        foreach (var point in points)
        {
            string at = string.Concat(request.Swept.Select((each, i) => $" at {each.Parameter.Option} {point.Value.Texts[i]}"));
            foreach (string name in point.Runs[0].Measures.Select(measure => measure.Name).Distinct())
            {
                findings.Measure(name + at, point.Mean(name));
            }
        }

        static string Unit(SweptParameter each) => each.Parameter.DisplayUnit is { Length: > 0 } unit ? $" ({unit})" : "";
    }
}

/// <summary>One combination of values.</summary>
/// <param name="Texts">The swept values.</param>
/// <param name="Values">All values.</param>
internal sealed record GridPoint(IReadOnlyList<string> Texts, ResolvedParameters Values)
{
    public override string ToString() => Texts.Count == 0 ? "as declared" : string.Join(", ", Texts);
}
