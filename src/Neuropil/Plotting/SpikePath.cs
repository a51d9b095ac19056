namespace Neuropil.Plotting;

/// <summary>Spikes as one SVG path of short vertical lines, relative moves on a fine grid: about seven bytes per spike.</summary>
internal static class SpikePath
{
    private const int PerPoint = 20; // the grid's resolution: 0.05 points, 0.02 mm
    private const double MarkWidth = 0.6; // points

    /// <summary>Draws all spikes that lie within the panel.</summary>
    public static void Draw(SvgWriter svg, SpikeGrid grid, Colour colour)
    {
        ReadOnlySpan<int> steps = grid.Spikes.Steps;
        ReadOnlySpan<int> neurons = grid.Spikes.Neurons;
        int height = (int)Math.Round(grid.MarkHeight * PerPoint);
        int right = (int)Math.Round(grid.Area.Width * PerPoint);
        int bottom = (int)Math.Round(grid.Area.Height * PerPoint);
        double xScale = grid.PointsPerStep * PerPoint;
        double xOrigin = grid.Origin * PerPoint;
        double yScale = grid.PointsPerRow * PerPoint;
        double yOrigin = (grid.FirstRowCentre * PerPoint) - (height / 2.0);
        svg.Raw("<path transform=\"scale(.05)\"").Attribute("stroke", colour).Attribute("stroke-width", MarkWidth * PerPoint)
            .Raw(" stroke-linecap=\"butt\" d=\"");
        int penX = 0;
        int penY = 0;
        bool first = true;
        for (int i = 0; i < steps.Length; i++)
        {
            int x = (int)Math.Round(xOrigin + (steps[i] * xScale));
            int y = (int)Math.Round(yOrigin - (neurons[i] * yScale));
            if (x < 0 || x > right || y + height < 0 || y > bottom)
            {
                continue;
            }

            y = Math.Clamp(y, 0, Math.Max(0, bottom - height)); // the outermost rows' marks stay inside the axes
            svg.Raw(first ? 'M' : 'm').Whole(x - penX);
            if (y >= penY)
            {
                svg.Raw(' '); // a minus sign separates by itself
            }

            svg.Whole(y - penY).Raw('v').Whole(height);
            (penX, penY) = (x, y + height);
            first = false;
        }

        svg.Raw("\"/>\n");
    }
}
