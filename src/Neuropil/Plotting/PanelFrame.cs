namespace Neuropil.Plotting;

/// <summary>One panel on its way to paper: its axes with their ranges settled, the room that its labels need, its place.</summary>
internal sealed class PanelFrame
{
    private readonly Panel panel;
    private readonly IReadOnlyList<PlotLayer> layers;
    private readonly PanelHeading heading;
    private readonly double height;
    private readonly AxisLabel verticalLabel;
    private AxisMap? vertical;
    private AxisMap? horizontal;
    private bool horizontalLabelled;
    private double headingTop;
    private double axesTop;

    public PanelFrame(Panel panel, string letter)
    {
        this.panel = panel;
        layers = panel.Drawn;
        bool logarithmicX = panel.X.Scale == AxisScale.Logarithmic;
        HorizontalRange = DataRange.Empty;
        bool below = false;
        bool above = false;
        foreach (PlotLayer layer in layers)
        {
            HorizontalRange = HorizontalRange.Including(layer.HorizontalRange(logarithmicX));
            WantsHorizontalMargin |= layer.WantsHorizontalMargin;
            below |= layer.WantsMarginBelow;
            above |= layer.WantsMarginAbove;
        }

        (DataRange range, bool cut) = Outliers.Of(layers, panel.Y);
        Vertical = new VerticalExtent(range, below, above, cut);
        height = FigureStyle.Points(panel.Height);
        verticalLabel = AxisLabel.Fit(panel.Y, height);
        heading = new PanelHeading(panel, layers, letter);
    }

    /// <summary>The vertical axis as the panel declares it.</summary>
    public Axis VerticalAxis => panel.Y;

    /// <summary>What the panel's own data ask of its vertical axis.</summary>
    public VerticalExtent Vertical { get; }

    /// <summary>The horizontal extent of the panel's data.</summary>
    public DataRange HorizontalRange { get; }

    /// <summary>Whether any of the data need a margin to the left and right.</summary>
    public bool WantsHorizontalMargin { get; }

    /// <summary>The room that ticks and numbers need left of the axes.</summary>
    public double TickLabelRoom => AxisDrawing.TickLabelRoom(vertical!);

    /// <summary>The room that the label needs left of the numbers.</summary>
    public double LabelRoom => verticalLabel.Room;

    /// <summary>The room that texts beside the data need right of the axes.</summary>
    public double SideRoom => SideLabels.Room(layers);

    /// <summary>The room that title and legend need above the axes.</summary>
    public double HeadingRoom => heading.Height(horizontal!.Length, vertical!.FactorExponent != 0);

    /// <summary>How far the last tick label of the horizontal axis reaches beyond its right end.</summary>
    public static double Overhang(AxisMap horizontal)
    {
        double overhang = 0;
        foreach (Tick tick in horizontal.Ticks)
        {
            overhang = Math.Max(overhang, horizontal.Position(tick.Value) + (TextWidth.Of(tick, FigureStyle.TickText) / 2) - horizontal.Length);
        }

        return overhang;
    }

    /// <summary>Gives the panel its vertical axis: its own extent, or one that it shares.</summary>
    public void SettleVertical(VerticalExtent extent) => vertical = AxisMap.Settle(
        panel.Y, extent.Range, extent.WantsMarginBelow, extent.WantsMarginAbove, height, FigureStyle.VerticalPointsPerTick, extent.CutsOutliers);

    /// <summary>Gives the panel its horizontal axis; only a labelled one shows numbers.</summary>
    public void SettleHorizontal(AxisMap axis, bool labelled) => (horizontal, horizontalLabelled) = (axis, labelled);

    /// <summary>Puts the panel's heading at <paramref name="top"/> and its axes below, and returns its lower edge.</summary>
    public double Place(double top, double axes)
    {
        (headingTop, axesTop) = (top, axes);
        return axes + height + (horizontalLabelled ? AxisDrawing.RoomBelow(horizontal!) : FigureStyle.TickLength);
    }

    /// <summary>Draws the panel with its axes beginning at <paramref name="left"/> and that much room for its vertical numbers.</summary>
    public void Draw(SvgWriter svg, double edge, double left, double tickLabelRoom)
    {
        var area = new PlotArea(horizontal!, vertical!);
        heading.Draw(svg, edge, left, headingTop, area.Width);
        svg.Raw("<svg").Attribute("x", left).Attribute("y", axesTop).Attribute("width", area.Width).Attribute("height", area.Height)
            .Attribute("overflow", MustClip() ? "hidden" : "visible").Raw(" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n");
        for (int i = 0; i < layers.Count; i++)
        {
            layers[i].Draw(svg, area, panel.ColourOf(i));
        }

        svg.Raw("</svg>\n");
        AxisDrawing.DrawHorizontal(svg, area.Horizontal, left, axesTop + area.Height, horizontalLabelled);
        AxisDrawing.DrawVertical(svg, area.Vertical, left, axesTop, verticalLabel, tickLabelRoom);
        SideLabels.Draw(svg, layers, area, left + area.Width, axesTop);
    }

    // Where no end cuts data off, a thick line along the edge and a marker on it keep their full size.
    private bool MustClip() => horizontal!.CutsData || vertical!.CutsData;
}
