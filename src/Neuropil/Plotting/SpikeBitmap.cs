namespace Neuropil.Plotting;

/// <summary>
/// Spikes as a transparent picture laid over the panel. Marks shrink as spikes become more; a pixel is the darker the more spikes lie on it,
/// so that density stays visible where single spikes no longer are.
/// </summary>
internal static class SpikeBitmap
{
    private const int PixelsPerPoint = 5; // 360 per inch
    private const double TargetCoverage = 0.25;
    private const int Levels = 15;

    /// <summary>Draws all spikes that lie within the panel.</summary>
    public static void Draw(SvgWriter svg, SpikeGrid grid, Colour colour)
    {
        int width = Math.Max(1, (int)Math.Round(grid.Area.Width * PixelsPerPoint));
        int height = Math.Max(1, (int)Math.Round(grid.Area.Height * PixelsPerPoint));
        byte[] pixels = new byte[width * height];
        Count(grid, pixels, width, height);
        byte[] png = PngImage.Encode(pixels, width, height, Shades(colour));
        svg.Raw("<image").Attribute("width", grid.Area.Width).Attribute("height", grid.Area.Height)
            .Raw(" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,").Raw(Convert.ToBase64String(png)).Raw("\"/>\n");
    }

    /// <summary>Counts, in each pixel, the marks that cover it, up to the darkest level.</summary>
    private static void Count(SpikeGrid grid, byte[] pixels, int width, int height)
    {
        ReadOnlySpan<int> steps = grid.Spikes.Steps;
        ReadOnlySpan<int> neurons = grid.Spikes.Neurons;
        (int markWidth, int markHeight) = MarkSize(grid, steps.Length, (double)width * height);
        double xScale = grid.PointsPerStep * PixelsPerPoint;
        double xOrigin = (grid.Origin * PixelsPerPoint) - (markWidth / 2.0);
        double yScale = grid.PointsPerRow * PixelsPerPoint;
        double yOrigin = (grid.FirstRowCentre * PixelsPerPoint) - (markHeight / 2.0);
        for (int i = 0; i < steps.Length; i++)
        {
            int left = (int)Math.Round(xOrigin + (steps[i] * xScale));
            int top = (int)Math.Round(yOrigin - (neurons[i] * yScale));
            if (left < -markWidth || left > width || top < -markHeight || top > height)
            {
                continue; // outside an axis that shows only a part
            }

            left = Math.Clamp(left, 0, Math.Max(0, width - markWidth));
            top = Math.Clamp(top, 0, Math.Max(0, height - markHeight));
            for (int y = top; y < Math.Min(height, top + markHeight); y++)
            {
                for (int x = left; x < Math.Min(width, left + markWidth); x++)
                {
                    ref byte pixel = ref pixels[(y * width) + x];
                    pixel += pixel < Levels ? (byte)1 : (byte)0;
                }
            }
        }
    }

    /// <summary>A mark as large as a vector one, or smaller where all marks together would cover more than a quarter of the picture.</summary>
    private static (int Width, int Height) MarkSize(SpikeGrid grid, int count, double pixels)
    {
        int full = (int)Math.Round(grid.MarkHeight * PixelsPerPoint);
        double room = Math.Max(1, TargetCoverage * pixels / Math.Max(1, count)); // pixels per mark
        int width = Math.Clamp((int)Math.Sqrt(room), 1, 3);
        return (width, Math.Clamp((int)(room / width), 1, full));
    }

    /// <summary>The palette: nothing for no spike, then from half transparent to opaque.</summary>
    private static (Colour Colour, byte Opacity)[] Shades(Colour colour)
    {
        var shades = new (Colour, byte)[Levels + 1];
        for (int level = 1; level <= Levels; level++)
        {
            shades[level] = (colour, (byte)Math.Round(255 * (1 - Math.Pow(0.45, level))));
        }

        shades[0] = (colour, 0);
        return shades;
    }
}
