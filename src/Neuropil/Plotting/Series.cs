using Neuropil.Plotting;

namespace Neuropil;

/// <summary>How a series joins its points.</summary>
public enum LineStyle
{
    /// <summary>A continuous line.</summary>
    Solid,

    /// <summary>A dashed line, as for a prediction beside a measurement.</summary>
    Dashed,

    /// <summary>A dotted line.</summary>
    Dotted,

    /// <summary>No line: markers only.</summary>
    None,
}

/// <summary>
/// Points (x, y) in their order, joined by a line, shown by markers, or both. A point that is not finite (or not positive on a logarithmic
/// axis) is left out and interrupts the line.
/// </summary>
public sealed class Series : PlotLayer
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[]? error;

    /// <summary>The points with the given coordinates.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Series(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
        : base(name)
    {
        RequireLength(name, x.Count, y.Count, "y values", nameof(y));
        this.x = [.. x];
        this.y = [.. y];
    }

    /// <summary>The horizontal coordinate of each point.</summary>
    public IReadOnlyList<double> X => x;

    /// <summary>The vertical coordinate of each point.</summary>
    public IReadOnlyList<double> Y => y;

    /// <summary>How the points are joined.</summary>
    public LineStyle Line { get; init; } = LineStyle.Solid;

    /// <summary>The sign at each point.</summary>
    public Marker Marker { get; init; } = Marker.None;

    /// <summary>The width of the line in points of 1/72 inch.</summary>
    public double LineWidth { get; init; } = FigureStyle.DataLine;

    /// <summary>The half length of the error bar at each point, for example the standard error; null or NaN for none.</summary>
    /// <exception cref="ArgumentException">There are not as many as points.</exception>
    public IReadOnlyList<double>? Error
    {
        get => error;
        init
        {
            RequireLength(Name, x.Length, value?.Count ?? x.Length, "error bars", nameof(value));
            error = value is null ? null : [.. value];
        }
    }

    internal override bool WantsHorizontalMargin => Marker != Marker.None || error is not null;

    internal override DataRange HorizontalRange(bool positiveOnly) => DataRange.Of(x, positiveOnly);

    internal override DataRange VerticalRange(bool positiveOnly)
    {
        DataRange range = DataRange.Of(y, positiveOnly);
        for (int i = 0; i < (error?.Length ?? 0); i++)
        {
            range = range.Including(y[i] + error![i]);
            range = y[i] - error[i] > 0 || !positiveOnly ? range.Including(y[i] - error[i]) : range;
        }

        return range;
    }

    internal override IReadOnlyList<DataRange> VerticalPoints => Marker == Marker.None ? []
        : [.. y.Select((value, i) => error?[i] is { } half && double.IsFinite(value + half)
            ? DataRange.Empty.Including(value - half).Including(value + half) : DataRange.Empty.Including(value))];

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        if (error is not null)
        {
            ErrorBars.Draw(svg, area, colour, x, y, error);
        }

        if (Line != LineStyle.None)
        {
            OpenLine(svg, colour);
            LinePath.Append(svg, area, x, y);
            svg.Raw("\"/>\n");
        }

        MarkerShape.Draw(svg, Marker, colour, area, x, y);
        if (area.Vertical.CutsOutliers)
        {
            OutlierMarks.Draw(svg, area, colour, x, y);
        }
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
    {
        if (Line != LineStyle.None)
        {
            OpenLine(svg, colour);
            svg.Raw('M').Number(x - (width / 2)).Raw(' ').Number(y).Raw('h').Number(width).Raw("\"/>\n");
        }

        MarkerShape.DrawOne(svg, Marker, colour, x, y);
    }

    private void OpenLine(SvgWriter svg, Colour colour)
    {
        svg.Raw("<path fill=\"none\"").Attribute("stroke", colour).Attribute("stroke-width", LineWidth);
        svg.Raw(Line switch
        {
            LineStyle.Dashed => " stroke-dasharray=\"4 2.5\" stroke-linecap=\"butt\" d=\"",
            LineStyle.Dotted => " stroke-dasharray=\"0 2.2\" stroke-linecap=\"round\" d=\"",
            _ => " stroke-linecap=\"round\" d=\"",
        });
    }

    private static void RequireLength(string name, int expected, int actual, string what, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"Series '{name}' has {expected} x values but {actual} {what}.", parameter);
        }
    }
}
