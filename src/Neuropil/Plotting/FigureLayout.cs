namespace Neuropil.Plotting;

/// <summary>
/// Decides where the panels of a figure stand and draws them: row by row into columns whose axes are equally long. All panels of a column have
/// their axes between the same left and right edge, so its left margin is that of the panel with the longest tick labels; those of a row begin at
/// the same height.
/// </summary>
internal sealed class FigureLayout
{
    private const double NarrowestAxes = 20; // points
    private readonly Figure figure;
    private readonly List<PanelFrame> frames = [];
    private readonly FigureColumn[] columns;
    private readonly double width;
    private readonly double height;

    public FigureLayout(Figure figure)
    {
        this.figure = figure;
        width = FigureStyle.Points(figure.Width);
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            frames.Add(new PanelFrame(figure.Panels[i], figure.Letters ? Letter(i) : ""));
        }

        // Vertical axes first: their tick labels decide how much width is left for the horizontal ones.
        columns = [.. Enumerable.Range(0, Math.Clamp(frames.Count, 1, figure.Columns)).Select(_ => new FigureColumn())];
        for (int i = 0; i < frames.Count; i++)
        {
            frames[i].SettleVertical(VerticalOf(i));
            columns[i % columns.Length].MakeRoomFor(frames[i]);
        }

        AxisMap[] axes = SettleHorizontalAxes();
        PlaceColumns(axes.Length > 0 ? axes[0].Length : 0);
        height = FigureStyle.Edge + (figure.Title.Length > 0 ? FigureStyle.TitleText * 1.6 : 0);
        for (int first = 0; first < frames.Count; first += columns.Length)
        {
            height = PlaceRow(first, axes) + (first + columns.Length < frames.Count ? FigureStyle.PanelGap : 0);
        }

        height += FigureStyle.Edge;
    }

    /// <summary>The whole document.</summary>
    public string Draw()
    {
        var svg = new SvgWriter();
        svg.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" width=\"").Number(width)
            .Raw("pt\" height=\"").Number(height).Raw("pt\" viewBox=\"0 0 ").Number(width).Raw(' ').Number(height).Raw('"')
            .Attribute("font-family", Fonts()).Raw(">\n");
        svg.Raw("<title>").Escaped(figure.Title.Length > 0 ? figure.Title : "Figure").Raw("</title>\n");
        svg.Raw("<desc>").Escaped(figure.Description ?? FigureDescription.Of(figure)).Raw("</desc>\n");
        svg.Raw("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"); // pages with a dark background show black text too
        if (figure.Title.Length > 0)
        {
            svg.Text(columns[0].Left, FigureStyle.Edge + FigureStyle.TitleText, figure.Title, TitleSize(), TextAnchor.Start, bold: true);
        }

        for (int i = 0; i < frames.Count; i++)
        {
            FigureColumn column = columns[i % columns.Length];
            frames[i].Draw(svg, column.Edge, column.Left, column.TickLabelRoom);
        }

        return svg.Raw("</svg>\n").ToString();
    }

    private string Fonts() => FigureWords.AreWide(figure.Title + FigureDescription.Of(figure) + string.Concat(figure.Panels.Select(panel => panel.Title)))
        ? FigureStyle.WideFontFamily : FigureStyle.FontFamily;

    /// <summary>The letter of a panel: A to Z, then AA, AB, ...</summary>
    internal static string Letter(int panel)
        => (panel < 26 ? "" : Letter((panel / 26) - 1)) + (char)('A' + (panel % 26));

    /// <summary>A panel's own vertical extent, or that of all panels whose axis has the same label and scale.</summary>
    private VerticalExtent VerticalOf(int panel)
    {
        VerticalExtent extent = frames[panel].Vertical;
        Axis own = frames[panel].VerticalAxis;
        foreach (PanelFrame other in frames)
        {
            if (figure.SharedY && other.VerticalAxis.Label == own.Label && other.VerticalAxis.Scale == own.Scale)
            {
                extent = extent.With(other.Vertical);
            }
        }

        return extent;
    }

    // A long heading is set smaller, down to the size that journals still print.
    private double TitleSize()
    {
        double natural = TextWidth.Of(figure.Title, FigureStyle.TitleText, bold: true);
        return Math.Clamp(FigureStyle.TitleText * (width - columns[0].Left - FigureStyle.Edge) / natural, FigureStyle.SmallestText, FigureStyle.TitleText);
    }

    private void PlaceColumns(double length)
    {
        double edge = FigureStyle.Edge;
        foreach (FigureColumn column in columns)
        {
            column.Edge = edge;
            edge = column.Left + length + column.RightRoom + FigureStyle.ColumnGap;
        }
    }

    /// <summary>Puts a row of panels below what there is and returns its lower edge.</summary>
    private double PlaceRow(int first, AxisMap[] axes)
    {
        int end = Math.Min(first + columns.Length, frames.Count);
        double top = height;
        for (int i = first; i < end; i++)
        {
            frames[i].SettleHorizontal(axes[i], labelled: i + columns.Length >= frames.Count || !figure.SharedX);
            top = Math.Max(top, height + frames[i].HeadingRoom);
        }

        double bottom = top;
        for (int i = first; i < end; i++)
        {
            bottom = Math.Max(bottom, frames[i].Place(height, top));
        }

        return bottom;
    }

    /// <summary>The horizontal axis of each panel, all of the same length: what is left beside texts on the right and the last tick label.</summary>
    private AxisMap[] SettleHorizontalAxes()
    {
        AxisMap[] axes = HorizontalAxes();
        bool reachesOut = false;
        for (int i = 0; i < axes.Length; i++)
        {
            reachesOut |= columns[i % columns.Length].MakeRoomOnTheRight(PanelFrame.Overhang(axes[i]));
        }

        return reachesOut ? HorizontalAxes() : axes;
    }

    private AxisMap[] HorizontalAxes()
    {
        double rest = width - (2 * FigureStyle.Edge) - ((columns.Length - 1) * FigureStyle.ColumnGap);
        double length = (rest - columns.Sum(column => column.LeftRoom + column.RightRoom)) / columns.Length;
        if (!(length >= NarrowestAxes))
        {
            string printed = figure.Width.ToString("mm", provider: null);
            throw new ArgumentException($"A figure of {printed} leaves no room for its axes beside their labels.");
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
