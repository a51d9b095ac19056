namespace Neuropil.Plotting;

/// <summary>What stands above a panel's axes: its title on the left, the legend in rows on the right, where neither can cover data.</summary>
internal sealed class PanelHeading
{
    private const double SampleWidth = 13;
    private const double SampleGap = 3;
    private const double EntryGap = 9;
    private const double RowHeight = FigureStyle.LegendText * FigureStyle.LineSpacing;
    private const double Below = 4; // to the axes
    private const double FactorRow = FigureStyle.TickText * 1.3;
    private readonly Panel panel;
    private readonly IReadOnlyList<PlotLayer> layers;
    private readonly string letter;

    /// <summary>The heading of a panel, whose layers are drawn as given.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="letter">The letter by which texts name the panel; empty for none.</param>
    public PanelHeading(Panel panel, IReadOnlyList<PlotLayer> layers, string letter) => (this.panel, this.layers, this.letter) = (panel, layers, letter);

    /// <summary>The height above axes of this width; a factor such as ×10³ at the top of the vertical axis needs a row of its own.</summary>
    public double Height(double width, bool hasFactor)
    {
        int rows = Math.Max(Rows(width).Count, panel.Title.Length > 0 || letter.Length > 0 ? 1 : 0);
        return (rows * RowHeight) + (rows > 0 ? Below : 0) + (hasFactor ? FactorRow : 0);
    }

    /// <summary>
    /// Draws title and legend from <paramref name="top"/> on, above axes that begin at <paramref name="left"/>, and the letter at the left edge of all
    /// that belongs to the panel.
    /// </summary>
    public void Draw(SvgWriter svg, double edge, double left, double top, double width)
    {
        if (letter.Length > 0)
        {
            svg.Text(edge, top + FigureStyle.LabelText, letter, FigureStyle.TitleText, TextAnchor.Start, bold: true);
        }

        if (panel.Title.Length > 0)
        {
            svg.Text(left, top + FigureStyle.LabelText, panel.Title, FigureStyle.LabelText, TextAnchor.Start);
        }

        List<List<int>> rows = Rows(width);
        for (int row = 0; row < rows.Count; row++)
        {
            double x = left + width - RowWidth(rows[row]);
            double y = top + ((row + 0.5) * RowHeight);
            foreach (int layer in rows[row])
            {
                layers[layer].DrawSample(svg, x + (SampleWidth / 2), y, SampleWidth, panel.ColourOf(layer));
                x += SampleWidth + SampleGap;
                string name = layers[layer].Name;
                svg.Text(x, y + (FigureStyle.CapitalHeight * FigureStyle.LegendText / 2), name, FigureStyle.LegendText, TextAnchor.Start);
                x += TextWidth.Of(name, FigureStyle.LegendText) + EntryGap;
            }
        }
    }

    /// <summary>Layers with a name, in rows that fit beside the title (the first) or into the whole width.</summary>
    private List<List<int>> Rows(double width)
    {
        var rows = new List<List<int>>();
        double titleWidth = panel.Title.Length > 0 ? TextWidth.Of(panel.Title, FigureStyle.LabelText) + EntryGap : 0;
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (!layers[layer].InLegend)
            {
                continue;
            }

            if (rows.Count == 0)
            {
                rows.Add([]);
                if (titleWidth + EntryWidth(layer) > width)
                {
                    rows.Add([]); // the title fills the first row
                }
            }

            double before = rows.Count == 1 ? titleWidth : 0;
            if (rows[^1].Count > 0 && before + RowWidth(rows[^1]) + EntryGap + EntryWidth(layer) > width)
            {
                rows.Add([]);
            }

            rows[^1].Add(layer);
        }

        return rows;
    }

    private double RowWidth(List<int> row)
    {
        double width = -EntryGap;
        foreach (int layer in row)
        {
            width += EntryWidth(layer) + EntryGap;
        }

        return Math.Max(0, width);
    }

    private double EntryWidth(int layer) => SampleWidth + SampleGap + TextWidth.Of(layers[layer].Name, FigureStyle.LegendText);
}
