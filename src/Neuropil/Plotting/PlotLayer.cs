using Neuropil.Plotting;

namespace Neuropil;

/// <summary>Data drawn in a panel: a series of points, a histogram, spikes, ... Layers are drawn in their order, the last one on top.</summary>
public abstract class PlotLayer
{
    private protected PlotLayer(string name) => Name = name;

    /// <summary>The name shown in the legend; empty for none.</summary>
    public string Name { get; private set; }

    /// <summary>The colour; by default the palette's next one.</summary>
    public Colour? Colour { get; init; }

    /// <summary>Whether the layer takes the palette's next colour when it has none of its own; otherwise it is grey.</summary>
    internal virtual bool TakesPaletteColour => Colour is null;

    /// <summary>The layer as it is drawn in a panel that has others of its kind.</summary>
    internal virtual PlotLayer AmongOthers => this;

    /// <summary>The same data under another name.</summary>
    internal PlotLayer Renamed(string name)
    {
        var renamed = (PlotLayer)MemberwiseClone();
        renamed.Name = name;
        return renamed;
    }

    /// <summary>The horizontal extent of the data.</summary>
    internal abstract DataRange HorizontalRange(bool positiveOnly);

    /// <summary>The vertical extent of the data.</summary>
    internal abstract DataRange VerticalRange(bool positiveOnly);

    /// <summary>
    /// The vertical extents of single points, which an axis may leave out where one of them would rule it; none for lines, bars and areas.
    /// </summary>
    internal virtual IReadOnlyList<DataRange> VerticalPoints => [];

    /// <summary>Whether the data need a margin to the left and right, as markers do and lines over time do not.</summary>
    internal virtual bool WantsHorizontalMargin => false;

    /// <summary>Whether the data need a margin below, as most do and bars that stand on the axis do not.</summary>
    internal virtual bool WantsMarginBelow => true;

    /// <summary>Whether the data need a margin above.</summary>
    internal virtual bool WantsMarginAbove => true;

    /// <summary>Whether the name stands in the legend above the panel.</summary>
    internal virtual bool InLegend => Name.Length > 0;

    /// <summary>Texts to the right of the panel, beside the data they name.</summary>
    internal virtual IReadOnlyList<SideLabel> SideLabels => [];

    /// <summary>Draws the data, in coordinates of the panel's box.</summary>
    internal abstract void Draw(SvgWriter svg, PlotArea area, Colour colour);

    /// <summary>Draws the sample that stands before the name in a legend, around (<paramref name="x"/>, <paramref name="y"/>).</summary>
    internal abstract void DrawSample(SvgWriter svg, double x, double y, double width, Colour colour);
}
