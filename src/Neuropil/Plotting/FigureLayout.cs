namespace Neuropil.Plotting;

/// <summary>
/// Decides where the panels of a figure stand and draws them. All panels have their axes between the same left and right edge, so the left
/// margin is that of the panel with the longest tick labels.
/// </summary>
internal sealed class FigureLayout
{
    private const double NarrowestAxes = 20; // points
    private readonly Figure figure;
    private readonly List<PanelFrame> frames = [];
    private readonly double width;
    private readonly double tickLabelRoom;
    private readonly double left;
    private readonly double height;

    public FigureLayout(Figure figure)
    {
        this.figure = figure;
        width = FigureStyle.Points(figure.Width);
        double labelRoom = 0;
        double sideRoom = 0;
        foreach (Panel panel in figure.Panels)
        {
            // Vertical axes first: their tick labels decide how much width is left for the horizontal ones.
            var frame = new PanelFrame(panel);
            frames.Add(frame);
            tickLabelRoom = Math.Max(tickLabelRoom, frame.TickLabelRoom);
            labelRoom = Math.Max(labelRoom, frame.LabelRoom);
            sideRoom = Math.Max(sideRoom, frame.SideRoom);
        }

        left = FigureStyle.Edge + labelRoom + tickLabelRoom;
        AxisMap[] axes = SettleHorizontalAxes(width - left - FigureStyle.Edge, sideRoom);
        height = FigureStyle.Edge + (figure.Title.Length > 0 ? FigureStyle.TitleText * 1.6 : 0);
        for (int i = 0; i < frames.Count; i++)
        {
            bool last = i == frames.Count - 1;
            frames[i].SettleHorizontal(axes[i], labelled: last || !figure.SharedX);
            height = frames[i].PlaceBelow(height) + (last ? 0 : FigureStyle.PanelGap);
        }

        height += FigureStyle.Edge;
    }

    /// <summary>The whole document.</summary>
    public string Draw()
    {
        var svg = new SvgWriter();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" width=\"").Number(width)
            .Raw("pt\" height=\"").Number(height).Raw("pt\" viewBox=\"0 0 ").Number(width).Raw(' ').Number(height).Raw('"')
            .Attribute("font-family", FigureStyle.FontFamily).Raw(">\n");
        svg.Raw("<title>").Escaped(figure.Title.Length > 0 ? figure.Title : "Figure").Raw("</title>\n");
        svg.Raw("<desc>").Escaped(figure.Description ?? FigureDescription.Of(figure)).Raw("</desc>\n");
        svg.Raw("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"); // pages with a dark background show black text too
        if (figure.Title.Length > 0)
        {
            svg.Text(left, FigureStyle.Edge + FigureStyle.TitleText, figure.Title, TitleSize(), TextAnchor.Start, bold: true);
        }

        foreach (PanelFrame frame in frames)
        {
            frame.Draw(svg, left, tickLabelRoom);
        }

        return svg.Raw("</svg>\n").ToString();
    }

    // A long heading is set smaller, down to the size that journals still print.
    private double TitleSize()
    {
        double natural = TextWidth.Of(figure.Title, FigureStyle.TitleText, bold: true);
        return Math.Clamp(FigureStyle.TitleText * (width - left - FigureStyle.Edge) / natural, FigureStyle.SmallestText, FigureStyle.TitleText);
    }

    /// <summary>The horizontal axis of each panel, all of the same length: what is left beside texts on the right and the last tick label.</summary>
    private AxisMap[] SettleHorizontalAxes(double available, double sideRoom)
    {
        AxisMap[] axes = HorizontalAxes(available - sideRoom);
        double overhang = 0;
        foreach (AxisMap axis in axes)
        {
            overhang = Math.Max(overhang, PanelFrame.Overhang(axis));
        }

        return overhang > sideRoom ? HorizontalAxes(available - overhang) : axes;
    }

    private AxisMap[] HorizontalAxes(double length)
    {
        if (!(length >= NarrowestAxes))
        {
            string printed = figure.Width.ToString("mm", provider: null);
            throw new ArgumentException($"A figure of {printed} leaves no room for its axes beside their labels.", nameof(length));
        }

        DataRange all = DataRange.Empty;
        bool anyMargin = false;
        foreach (PanelFrame frame in frames)
        {
            all = all.Including(frame.HorizontalRange);
            anyMargin |= frame.WantsHorizontalMargin;
        }

        var axes = new AxisMap[frames.Count];
        for (int i = 0; i < axes.Length; i++)
        {
            (Axis axis, DataRange range, bool margin) = figure.SharedX
                ? (figure.Panels[^1].X, all, anyMargin)
                : (figure.Panels[i].X, frames[i].HorizontalRange, frames[i].WantsHorizontalMargin);
            axes[i] = AxisMap.Settle(axis, range, margin, margin, length, FigureStyle.HorizontalPointsPerTick);
        }

        return axes;
    }
}
