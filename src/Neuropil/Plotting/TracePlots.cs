namespace Neuropil;

/// <summary>Figures of traces over time.</summary>
public static class TracePlots
{
    private const double SinglePanel = 45; // mm
    private const double StackedPanel = 28; // mm

    /// <summary>The traces as lines over time, in one panel per unit.</summary>
    public static Figure Plot(this Traces traces, string title = "")
    {
        int count = traces.TimesSeconds.Count;
        TimeUnit unit = TimeUnit.For(Time.FromSi(count == 0 ? 0 : traces.TimesSeconds[count - 1]));
        double[] times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = unit.FromSeconds(traces.TimesSeconds[i]);
        }

        var groups = new List<List<Trace>>();
        foreach (Trace column in traces.Columns)
        {
            List<Trace>? group = groups.Find(existing => existing[0].Unit == column.Unit);
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(column);
        }

        return new Figure
        {
            Title = title,
            Panels = [.. groups.Select(group => PanelOf(group, times, unit, (groups.Count == 1 ? SinglePanel : StackedPanel) * Units.mm))],
        };
    }

    private static Panel PanelOf(List<Trace> group, double[] times, TimeUnit unit, Length height)
    {
        bool sameName = group.TrueForAll(trace => trace.Name == group[0].Name);
        var layers = new PlotLayer[group.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            // A single line is named by the axis.
            layers[i] = new Series(group.Count == 1 ? "" : group[i].Label, times, group[i].Values);
        }

        return new Panel
        {
            X = new Axis("Time", unit.Symbol),
            Y = new Axis(sameName ? group[0].Name : "", group[0].Unit),
            Layers = layers,
            Height = height,
        };
    }
}
