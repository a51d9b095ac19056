using Neuropil.Plotting;

namespace Neuropil;

/// <summary>
/// Adjoining bars, as of a histogram or a rate over time: bar i has height <c>heights[i]</c> between <c>edges[i]</c> and <c>edges[i + 1]</c>.
/// </summary>
public sealed class Bars : PlotLayer
{
    private const double FillOpacity = 0.25;
    private readonly double[] edges;
    private readonly double[] heights;

    /// <summary>Bars between ascending edges; a height that is not finite leaves a gap.</summary>
    /// <exception cref="ArgumentException">There is not one edge more than there are heights, or the edges do not ascend.</exception>
    public Bars(string name, IReadOnlyList<double> edges, IReadOnlyList<double> heights)
        : base(name)
    {
        if (edges.Count != heights.Count + 1)
        {
            throw new ArgumentException($"Bars '{name}': {heights.Count} heights need {heights.Count + 1} edges, not {edges.Count}.", nameof(edges));
        }

        for (int i = 1; i < edges.Count; i++)
        {
            if (!(edges[i] > edges[i - 1]) || !double.IsFinite(edges[i]))
            {
                throw new ArgumentException($"Bars '{name}': edge {i} is {edges[i]} after {edges[i - 1]}; edges must be finite and ascend.", nameof(edges));
            }
        }

        this.edges = [.. edges];
        this.heights = [.. heights];
    }

    /// <summary>Where bars begin and end: one more than there are bars.</summary>
    public IReadOnlyList<double> Edges => edges;

    /// <summary>The height of each bar.</summary>
    public IReadOnlyList<double> Heights => heights;

    /// <summary>
    /// Whether the area is filled lightly; otherwise only the outline is drawn. By default it is where a panel has no other bars: fillings that
    /// overlap make colours that no legend names.
    /// </summary>
    public bool? Filled { get; init; }

    /// <summary>Whether the outline goes down to the axis at both ends, as a distribution's does and that of a rate that goes on does not.</summary>
    public bool Closed { get; init; } = true;

    internal override PlotLayer AmongOthers => Filled is null ? new Bars(Name, edges, heights) { Colour = Colour, Closed = Closed, Filled = false } : this;

    internal override bool WantsMarginBelow => VerticalRange(positiveOnly: false).Minimum < 0;

    private bool IsFilled => Filled ?? true;

    internal override DataRange HorizontalRange(bool positiveOnly)
        => heights.Length == 0 ? DataRange.Empty : DataRange.Of(edges, positiveOnly);

    internal override DataRange VerticalRange(bool positiveOnly)
    {
        DataRange range = DataRange.Of(heights, positiveOnly);
        return range.IsEmpty || positiveOnly ? range : range.Including(0); // bars stand on zero
    }

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        double ground = area.Vertical.CanShow(0) ? area.Y(0) : area.Height;
        for (int from = 0; from < heights.Length; from++)
        {
            int to = from;
            while (to < heights.Length && area.CanShow(edges[to], heights[to]))
            {
                to++;
            }

            if (to > from)
            {
                DrawRun(svg, area, colour, ground, from, to);
                from = to;
            }
        }
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
    {
        svg.Raw("<rect").Attribute("x", x - (width / 2)).Attribute("y", y - 2.5).Attribute("width", width).Attribute("height", 5)
            .Attribute("stroke", colour).Attribute("stroke-width", FigureStyle.DataLine);
        AppendFill(svg, colour);
        svg.Raw("/>\n");
    }

    private void DrawRun(SvgWriter svg, PlotArea area, Colour colour, double ground, int from, int to)
    {
        if (IsFilled)
        {
            svg.Raw("<path");
            AppendFill(svg, colour);
            AppendOutline(svg.Raw(" d=\""), area, from, to, ground);
            svg.Raw("Z\"/>\n");
        }

        svg.Raw("<path fill=\"none\"").Attribute("stroke", colour).Attribute("stroke-width", FigureStyle.DataLine).Raw(" stroke-linejoin=\"miter\" d=\"");
        AppendOutline(svg, area, from, to, Closed ? ground : double.NaN);
        svg.Raw("\"/>\n");
    }

    /// <summary>The tops of adjoining bars as one line, from and to the ground where that is a number.</summary>
    private void AppendOutline(SvgWriter svg, PlotArea area, int from, int to, double ground)
    {
        double last = double.IsNaN(ground) ? area.Y(heights[from]) : ground;
        svg.Raw('M').Number(area.X(edges[from])).Raw(' ').Number(last);
        for (int i = from; i < to; i++)
        {
            double y = area.Y(heights[i]);
            if (y != last)
            {
                svg.Raw('V').Number(y);
            }

            if (i + 1 == to || heights[i + 1] != heights[i])
            {
                svg.Raw('H').Number(area.X(edges[i + 1])); // equal neighbours are one line
            }

            last = y;
        }

        if (!double.IsNaN(ground))
        {
            svg.Raw('V').Number(ground);
        }
    }

    private void AppendFill(SvgWriter svg, Colour colour)
    {
        if (IsFilled)
        {
            svg.Attribute("fill", colour).Attribute("fill-opacity", FillOpacity);
        }
        else
        {
            svg.Raw(" fill=\"none\"");
        }
    }
}
