namespace Neuropil.Plotting;

/// <summary>Names to the right of a panel beside the data they name; pushed apart where they would overlap.</summary>
internal static class SideLabels
{
    private const double Gap = 5;
    private const double LineHeight = FigureStyle.LegendText * 1.15;

    /// <summary>The room that the labels of these layers need, 0 for none.</summary>
    public static double Room(IReadOnlyList<PlotLayer> layers)
    {
        double widest = 0;
        foreach (PlotLayer layer in layers)
        {
            foreach (SideLabel label in layer.SideLabels)
            {
                widest = Math.Max(widest, Gap + TextWidth.Of(label.Text, FigureStyle.LegendText, bold: true));
            }
        }

        return widest;
    }

    /// <summary>Draws the labels beside the right edge of a panel.</summary>
    public static void Draw(SvgWriter svg, IReadOnlyList<PlotLayer> layers, PlotArea area, double right, double top)
    {
        var labels = new List<SideLabel>();
        foreach (PlotLayer layer in layers)
        {
            labels.AddRange(layer.SideLabels);
        }

        labels.Sort((a, b) => b.Value.CompareTo(a.Value));
        double[] heights = new double[labels.Count];
        for (int i = 0; i < heights.Length; i++)
        {
            heights[i] = Math.Clamp(area.Y(labels[i].Value), 0, area.Height);
        }

        PushApart(heights);
        for (int i = 0; i < heights.Length; i++)
        {
            double baseline = top + heights[i] + (FigureStyle.CapitalHeight * FigureStyle.LegendText / 2);
            svg.Text(right + Gap, baseline, labels[i].Text, FigureStyle.LegendText, TextAnchor.Start, bold: true, colour: labels[i].Colour);
        }
    }

    /// <summary>Moves neighbours that are too close half the missing distance each, until none are.</summary>
    private static void PushApart(double[] heights)
    {
        for (int round = 0; round < 50; round++)
        {
            for (int i = 1; i < heights.Length; i++)
            {
                double missing = LineHeight - (heights[i] - heights[i - 1]);
                if (missing > 0)
                {
                    heights[i - 1] -= missing / 2;
                    heights[i] += missing / 2;
                }
            }
        }
    }
}
