namespace Neuropil.Plotting;

/// <summary>
/// Spikes as a transparent picture laid over the panel. Marks shrink as the panel's spikes become more, all alike, by parts of pixels; a pixel is the darker
/// the more of it they cover, so that density stays visible where single spikes no longer are.
/// </summary>
internal static class SpikeBitmap
{
    private const int PixelsPerPoint = 5; // 360 per inch
    private const double TargetCoverage = 0.25;
    private const int Levels = 63;
    private const double LightThroughOneMark = 0.45;

    /// <summary>Draws all spikes that lie within the panel.</summary>
    public static void Draw(SvgWriter svg, SpikeGrid grid, long spikesInPanel, Colour colour)
    {
        int width = Math.Max(1, (int)Math.Round(grid.Area.Width * PixelsPerPoint));
        int height = Math.Max(1, (int)Math.Round(grid.Area.Height * PixelsPerPoint));
        float[] covered = new float[width * height];
        Cover(grid, spikesInPanel, covered, width, height);
        byte[] png = PngImage.Encode(Array.ConvertAll(covered, LevelOf), width, height, Shades(colour));
        svg.Raw("<image").Attribute("width", grid.Area.Width).Attribute("height", grid.Area.Height)
            .Raw(" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,").Raw(Convert.ToBase64String(png)).Raw("\"/>\n");
    }

    /// <summary>Adds up, in each pixel, how much of it marks cover.</summary>
    private static void Cover(SpikeGrid grid, long spikesInPanel, float[] covered, int width, int height)
    {
        ReadOnlySpan<int> steps = grid.Spikes.Steps;
        ReadOnlySpan<int> neurons = grid.Spikes.Neurons;
        (double markWidth, double markHeight) = MarkSize(grid, spikesInPanel, (double)width * height);
        double xScale = grid.PointsPerStep * PixelsPerPoint;
        double xOrigin = (grid.Origin * PixelsPerPoint) - (markWidth / 2);
        double yScale = grid.PointsPerRow * PixelsPerPoint;
        double yOrigin = (grid.FirstRowCentre * PixelsPerPoint) - (markHeight / 2);
        for (int i = 0; i < steps.Length; i++)
        {
            double left = xOrigin + (steps[i] * xScale);
            double top = yOrigin - (neurons[i] * yScale);
            if (left < -markWidth || left > width || top < -markHeight || top > height)
            {
                continue; // outside an axis that shows only a part
            }

            left = Math.Clamp(left, 0, Math.Max(0, width - markWidth));
            top = Math.Clamp(top, 0, Math.Max(0, height - markHeight));
            double right = Math.Min(width, left + markWidth);
            double bottom = Math.Min(height, top + markHeight);
            for (int y = (int)top; y < bottom; y++)
            {
                double part = Math.Min(y + 1, bottom) - Math.Max(y, top);
                for (int x = (int)left; x < right; x++)
                {
                    covered[(y * width) + x] += (float)(part * (Math.Min(x + 1, right) - Math.Max(x, left)));
                }
            }
        }
    }

    /// <summary>A mark as large as a vector one, or smaller where all marks together would cover more than a quarter of the picture.</summary>
    private static (double Width, double Height) MarkSize(SpikeGrid grid, long spikesInPanel, double pixels)
    {
        double room = Math.Max(1, TargetCoverage * pixels / Math.Max(1, spikesInPanel)); // pixels per mark
        double width = Math.Clamp(Math.Sqrt(room), 1, 3);
        return (width, Math.Clamp(room / width, 1, grid.MarkHeight * PixelsPerPoint));
    }

    private static byte LevelOf(float covered) => (byte)Math.Round(Levels * (1 - Math.Pow(LightThroughOneMark, covered)));

    /// <summary>The palette: from nothing to opaque.</summary>
    private static (Colour Colour, byte Opacity)[] Shades(Colour colour)
    {
        var shades = new (Colour, byte)[Levels + 1];
        for (int level = 0; level <= Levels; level++)
        {
            shades[level] = (colour, (byte)Math.Round(255.0 * level / Levels));
        }

        return shades;
    }
}
