using System.Globalization;

namespace Neuropil.Plotting;

/// <summary>Draws an arrowhead at the edge of a panel, with its value, for each point that lies beyond a vertical axis that leaves out outliers.</summary>
internal static class OutlierMarks
{
    private const double HalfWidth = 2.2;
    private const double Height = 4.5;

    public static void Draw(SvgWriter svg, PlotArea area, Colour colour, double[] x, double[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            bool above = y[i] > area.Vertical.Maximum;
            if (!area.CanShow(x[i], y[i]) || (!above && y[i] >= area.Vertical.Minimum))
            {
                continue;
            }

            double centre = area.X(x[i]);
            (double tip, double foot) = above ? (0.0, Height) : (area.Height, area.Height - Height);
            svg.Raw("<path").Attribute("fill", colour).Raw(" d=\"M").Number(centre).Raw(' ').Number(tip).Raw('L').Number(centre + HalfWidth).Raw(' ')
                .Number(foot).Raw('L').Number(centre - HalfWidth).Raw(' ').Number(foot).Raw("Z\"/>\n");
            bool onTheLeft = centre > area.Width / 2;
            string value = y[i].ToString("G3", CultureInfo.InvariantCulture);
            svg.Text(
                centre + (onTheLeft ? -2 * HalfWidth : 2 * HalfWidth), above ? FigureStyle.CapitalHeight * FigureStyle.SmallestText : area.Height - 1, value,
                FigureStyle.SmallestText, onTheLeft ? TextAnchor.End : TextAnchor.Start, colour: colour);
        }
    }
}
