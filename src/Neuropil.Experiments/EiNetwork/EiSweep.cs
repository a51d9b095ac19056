using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>What both sweeps of the E-I network measure and show at each value.</summary>
internal static class EiSweep
{
    public const string Rate = "Rate (Hz)";
    public const string Synchrony = "Synchrony chi";
    public const string Silent = "Silent cells (%)";
    public const string Cv = "CV of intervals";

    /// <summary>What statistics but rate and silence leave out: the common start, at which all cells fire together once, would count as synchrony.</summary>
    public static Time Transient(Time duration) => duration >= 200 * ms ? 100 * ms : 0 * ms;

    /// <summary>Runs the network with the parameters of each value, and shows the points that there are.</summary>
    /// <param name="values">The values.</param>
    /// <param name="wirings">How many wirings at each.</param>
    /// <param name="at">The network at a value.</param>
    /// <param name="axis">The axis of the values.</param>
    /// <param name="label">A value in words.</param>
    /// <param name="answer">The answer by two points or more: the smallest, the largest and the most synchronous value.</param>
    /// <param name="session">Makes the runs.</param>
    /// <param name="findings">Takes what is found.</param>
    public static Sweep<double> Run(
        IReadOnlyList<double> values, int wirings, Func<double, EiNetworkParameters> at, Axis axis, Func<double, string> label,
        Func<SweepPoint<double>, SweepPoint<double>, SweepPoint<double>, string> answer, Session session, Findings findings)
    {
        int[] shown = [0, values.Count / 2, values.Count - 1];
        var sweep = session.Sweep(values, wirings, (value, part, found) =>
        {
            int index = values.ToList().IndexOf(value);
            string? raster = part.Seed == session.Seed && shown.Contains(index) ? $"raster-{index + 1}" : null;
            Measure(new EiNetworkRun(at(value), part.Seed, part, traces: false), at(value).Duration, label(value), raster, found);
        });
        findings.Always(() => Show(sweep, axis, label, answer, findings));
        sweep.Run();
        return sweep;
    }

    private static void Measure(EiNetworkRun run, Time duration, string label, string? raster, Findings found)
    {
        found.Always(() =>
        {
            if (raster is not null)
            {
                found.Figure(raster, label, "(A) Each point is a spike. (B) The rate of each population.", run.Both.Raster("") with { Letters = true });
            }

            run.Both.ToList().ForEach(each => found.Population(PopulationSummary.Of(each) with { Name = $"{each.Name} at {label}" }));
        });
        run.Advance(duration);
        var steady = run.Cells.Window(Transient(duration), duration);
        found.Measure(Rate, run.Cells.MeanRate().SiValue);
        found.Measure(Synchrony, steady.SynchronyChi(5 * ms));
        found.Measure(Silent, 100 * run.Cells.SilentFraction());
        found.Measure(Cv, steady.InterspikeIntervals().Cv);
    }

    private static void Show(
        Sweep<double> sweep, Axis axis, Func<double, string> label, Func<SweepPoint<double>, SweepPoint<double>, SweepPoint<double>, string> answer,
        Findings findings)
    {
        var points = sweep.Points;
        if (points.Count == 0)
        {
            findings.Answer("The run was interrupted before the first value was finished, too early for an answer.");
            foreach (var figure in sweep.Unfinished?.Figures ?? [])
            {
                findings.Figure(figure with { Name = "raster-unfinished", Title = "A run that was interrupted" });
            }

            return;
        }

        string Of(string measure, string format) => StatisticText.Of(points[0].Mean(measure), format);
        findings.Answer(points.Count > 1
            ? answer(points.MinBy(point => point.Value)!, points.MaxBy(point => point.Value)!, points.MaxBy(point => point.Mean(Synchrony))!)
            : $"At {label(points[0].Value)} the rate is {Of(Rate, "F0")} Hz, {Of(Silent, "F0")} % of the cells are silent, "
                + $"the CV of the intervals is {Of(Cv, "F2")} and synchrony chi {Of(Synchrony, "F2")}. One value shows no change.");
        const string Caption = "Means over wirings with their standard errors.";
        findings.Figure("sweep", "Rate, synchrony and silence", Caption, sweep.Figure(axis, value => value, Rate, Synchrony, Silent));
        findings.File(sweep.Table("sweep.csv", [axis.Label], value => [DataTable.Typed(value)]));
        points.SelectMany(point => point.Runs[0].Figures).ToList().ForEach(findings.Figure);
        points.SelectMany(point => point.Runs[0].Populations).ToList().ForEach(findings.Population);
        points.ToList().ForEach(point => findings.Measure($"rate at {label(point.Value)} (Hz)", point.Mean(Rate)));
    }
}
