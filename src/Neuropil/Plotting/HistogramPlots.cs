namespace Neuropil;

/// <summary>Figures of distributions.</summary>
public static class HistogramPlots
{
    /// <summary>The histogram as bars of counts.</summary>
    /// <param name="histogram">The histogram.</param>
    /// <param name="axis">What was counted, and its unit.</param>
    /// <param name="counted">What each count is, as the vertical axis names it.</param>
    /// <param name="title">A heading; none by default.</param>
    public static Figure Plot(this Histogram histogram, Axis axis, string counted = "Count", string title = "")
    {
        double[] heights = new double[histogram.Counts.Count];
        for (int i = 0; i < heights.Length; i++)
        {
            heights[i] = histogram.Counts[i];
        }

        var panel = new Panel
        {
            X = axis,
            Y = new Axis(counted) { WholeNumbers = true },
            Layers = [new Bars("", histogram.Edges, heights)],
        };
        return new Figure { Title = title, Panels = [panel] };
    }
}
