namespace Neuropil.Plotting;

/// <summary>Draws vertical error bars with short caps. On a logarithmic axis a lower end that is not positive goes down to the axis.</summary>
internal static class ErrorBars
{
    private const double CapHalfWidth = 1.6;
    private const double LineWidth = 0.6;

    /// <summary>Draws y ± error at every point that has a position; an error that is not a positive number draws nothing.</summary>
    public static void Draw(SvgWriter svg, PlotArea area, Colour colour, double[] x, double[] y, double[] error)
    {
        svg.Raw("<path fill=\"none\"").Attribute("stroke", colour).Attribute("stroke-width", LineWidth).Raw(" d=\"");
        for (int i = 0; i < x.Length; i++)
        {
            if (!(error[i] > 0) || !area.CanShow(x[i], y[i]) || !double.IsFinite(y[i] + error[i]))
            {
                continue;
            }

            double centre = area.X(x[i]);
            double top = area.Y(y[i] + error[i]);
            bool bounded = area.Vertical.CanShow(y[i] - error[i]);
            double bottom = bounded ? area.Y(y[i] - error[i]) : area.Height;
            AppendCap(svg, centre, top);
            svg.Raw('M').Number(centre).Raw(' ').Number(top).Raw('V').Number(bottom);
            if (bounded)
            {
                AppendCap(svg, centre, bottom);
            }
        }

        svg.Raw("\"/>\n");
    }

    private static void AppendCap(SvgWriter svg, double x, double y)
        => svg.Raw('M').Number(x - CapHalfWidth).Raw(' ').Number(y).Raw('h').Number(2 * CapHalfWidth);
}
