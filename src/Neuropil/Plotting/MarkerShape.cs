namespace Neuropil.Plotting;

/// <summary>Draws markers: all of a series in one path.</summary>
internal static class MarkerShape
{
    private const double OpenLine = 0.9;

    /// <summary>Draws a marker at every point that has a position within the axes.</summary>
    public static void Draw(SvgWriter svg, Marker marker, Colour colour, PlotArea area, double[] x, double[] y)
    {
        if (marker == Marker.None)
        {
            return;
        }

        Open(svg, marker, colour);
        for (int i = 0; i < x.Length; i++)
        {
            if (area.CanShow(x[i], y[i]))
            {
                Append(svg, marker, area.X(x[i]), area.Y(y[i]));
            }
        }

        svg.Raw("\"/>\n");
    }

    /// <summary>Draws a single marker, as in a legend.</summary>
    public static void DrawOne(SvgWriter svg, Marker marker, Colour colour, double x, double y)
    {
        if (marker != Marker.None)
        {
            Open(svg, marker, colour);
            Append(svg, marker, x, y);
            svg.Raw("\"/>\n");
        }
    }

    private static void Open(SvgWriter svg, Marker marker, Colour colour)
    {
        svg.Raw("<path");
        if (marker == Marker.OpenCircle)
        {
            svg.Raw(" fill=\"#ffffff\"").Attribute("stroke", colour).Attribute("stroke-width", OpenLine); // hides the line behind it
        }
        else
        {
            svg.Raw(" stroke=\"none\"").Attribute("fill", colour);
        }

        svg.Raw(" d=\"");
    }

    // Sizes are chosen so that all shapes look equally large.
    private static void Append(SvgWriter svg, Marker marker, double x, double y)
    {
        switch (marker)
        {
            case Marker.Square:
                svg.Raw('M').Number(x - 1.8).Raw(' ').Number(y - 1.8).Raw("h3.6v3.6h-3.6z");
                break;
            case Marker.Triangle:
                svg.Raw('M').Number(x).Raw(' ').Number(y - 2.5).Raw("l2.3 4h-4.6z");
                break;
            case Marker.Diamond:
                svg.Raw('M').Number(x).Raw(' ').Number(y - 2.6).Raw("l2.6 2.6l-2.6 2.6l-2.6-2.6z");
                break;
            case Marker.Dot:
                svg.Raw('M').Number(x - 0.7).Raw(' ').Number(y).Raw("a.7.7 0 1 0 1.4 0a.7.7 0 1 0-1.4 0z");
                break;
            default:
                svg.Raw('M').Number(x - 2).Raw(' ').Number(y).Raw("a2 2 0 1 0 4 0a2 2 0 1 0-4 0z");
                break;
        }
    }
}
