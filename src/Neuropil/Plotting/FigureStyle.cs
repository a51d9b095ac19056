namespace Neuropil.Plotting;

/// <summary>
/// Sizes of type and lines, in points of 1/72 inch. They suit a figure that a journal prints at its own size or shrinks to a column: text
/// stays above the five points that journals ask for.
/// </summary>
internal static class FigureStyle
{
    public const string FontFamily = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    /// <summary>Where there are Chinese signs: Latin letters stay those of the other figures.</summary>
    public const string WideFontFamily = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', "
        + "'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', sans-serif";

    public const double TickText = 7;
    public const double LabelText = 8;
    public const double LegendText = 7.5;
    public const double TitleText = 9;

    /// <summary>Labels that do not fit are set smaller, down to this.</summary>
    public const double SmallestText = 5.5;

    public const double AxisLine = 0.6;
    public const double DataLine = 0.9;
    public const double TickLength = 3;
    public const double MinorTickLength = 1.8;

    /// <summary>From a tick's end to its label.</summary>
    public const double TickGap = 2;

    /// <summary>From tick labels to the axis label, whose letters may reach below their line.</summary>
    public const double LabelGap = 4.5;

    /// <summary>Around the whole figure.</summary>
    public const double Edge = 5;

    /// <summary>Between panels that share their horizontal axis.</summary>
    public const double PanelGap = 9;

    /// <summary>Between panels side by side.</summary>
    public const double ColumnGap = 14;

    /// <summary>The height of capitals relative to the type size: text is centred on a tick by half of it.</summary>
    public const double CapitalHeight = 0.72;

    /// <summary>The distance between lines of text relative to the type size.</summary>
    public const double LineSpacing = 1.25;

    private const double PointsPerMetre = 72 / 0.0254;

    /// <summary>A horizontal axis gets about one number per this many points, besides the first.</summary>
    public const double HorizontalPointsPerTick = 60;

    /// <summary>A vertical axis gets about one number per this many points, besides the first.</summary>
    public const double VerticalPointsPerTick = 38;

    /// <summary>A length on paper in points.</summary>
    public static double Points(Length length) => length.SiValue * PointsPerMetre;
}
