using Neuropil.Plotting;

namespace Neuropil;

/// <summary>A thin dashed line across the whole panel at one number, as for a threshold or a predicted value.</summary>
public sealed class ReferenceLine : PlotLayer
{
    private readonly double value;
    private readonly bool vertical;

    private ReferenceLine(string name, double value, bool vertical)
        : base(name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"Reference line '{name}' needs a finite number.");
        }

        (this.value, this.vertical) = (value, vertical);
    }

    /// <summary>A horizontal line at this number of the vertical axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static ReferenceLine AtY(double value, string name = "") => new(name, value, vertical: false);

    /// <summary>A vertical line at this number of the horizontal axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static ReferenceLine AtX(double value, string name = "") => new(name, value, vertical: true);

    internal override bool TakesPaletteColour => false;

    internal override bool WantsMarginBelow => !vertical;

    internal override bool WantsMarginAbove => !vertical;

    internal override DataRange HorizontalRange(bool positiveOnly) => vertical ? Extent(positiveOnly) : DataRange.Empty;

    internal override DataRange VerticalRange(bool positiveOnly) => vertical ? DataRange.Empty : Extent(positiveOnly);

    internal override void Draw(SvgWriter svg, PlotArea area, Colour colour)
    {
        if (!(vertical ? area.Horizontal : area.Vertical).CanShow(value))
        {
            return;
        }

        Open(svg, colour);
        _ = vertical
            ? svg.Number(area.X(value)).Raw(" 0v").Number(area.Height)
            : svg.Raw("0 ").Number(area.Y(value)).Raw('h').Number(area.Width);
        svg.Raw("\"/>\n");
    }

    internal override void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour)
    {
        Open(svg, colour);
        svg.Number(x - (width / 2)).Raw(' ').Number(y).Raw('h').Number(width).Raw("\"/>\n");
    }

    private static void Open(SvgWriter svg, Colour colour)
        => svg.Raw("<path fill=\"none\"").Attribute("stroke", colour).Raw(" stroke-width=\".7\" stroke-dasharray=\"3 2\" stroke-linecap=\"butt\" d=\"M");

    private DataRange Extent(bool positiveOnly) => positiveOnly && value <= 0 ? DataRange.Empty : DataRange.Empty.Including(value);
}
