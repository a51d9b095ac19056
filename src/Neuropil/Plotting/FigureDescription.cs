using System.Text;

namespace Neuropil.Plotting;

/// <summary>Says in words what a figure shows, for readers who cannot see it.</summary>
internal static class FigureDescription
{
    /// <summary>One sentence per panel: the axes and the names of the data.</summary>
    public static string Of(Figure figure)
    {
        var text = new StringBuilder();
        foreach (Panel panel in figure.Panels)
        {
            string horizontal = figure.SharedX && figure.Panels.Count > 1 ? figure.Panels[^1].X.Label : panel.X.Label;
            text.Append(text.Length > 0 ? " " : "").Append(panel.Y.Label).Append(" against ").Append(horizontal);
            string separator = ": ";
            foreach (PlotLayer layer in panel.Layers)
            {
                if (layer.Name.Length > 0)
                {
                    text.Append(separator).Append(layer.Name);
                    separator = ", ";
                }
            }

            text.Append('.');
        }

        return text.ToString();
    }
}
