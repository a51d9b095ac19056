using System.Globalization;

namespace Neuropil.Plotting;

/// <summary>Draws axes: a thin line on the left and below, ticks outwards, numbers, label.</summary>
internal static class AxisDrawing
{
    /// <summary>The width of ticks and numbers of a vertical axis.</summary>
    public static double TickLabelRoom(AxisMap vertical)
    {
        double widest = 0;
        foreach (Tick tick in vertical.Ticks)
        {
            widest = Math.Max(widest, TextWidth.Of(tick, FigureStyle.TickText));
        }

        return FigureStyle.TickLength + FigureStyle.TickGap + widest;
    }

    /// <summary>The height of ticks, numbers and label of a horizontal axis.</summary>
    public static double RoomBelow(AxisMap horizontal)
    {
        double numbers = FigureStyle.TickLength + FigureStyle.TickGap + FigureStyle.TickText;
        bool labelLine = horizontal.Axis.Label.Length > 0 || horizontal.FactorExponent != 0;
        return numbers + (labelLine ? FigureStyle.LabelGap + FigureStyle.LabelText : 0);
    }

    /// <summary>Draws the axis below a panel.</summary>
    public static void DrawHorizontal(SvgWriter svg, AxisMap axis, double left, double y, bool labelled)
    {
        OpenStroke(svg);
        svg.Line(left, y, left + axis.Length, y);
        foreach (Tick tick in axis.Ticks)
        {
            double x = left + axis.Position(tick.Value);
            svg.Line(x, y, x, y + LengthOf(tick));
        }

        svg.Raw("</g>\n");
        if (!labelled)
        {
            return;
        }

        double baseline = y + FigureStyle.TickLength + FigureStyle.TickGap + (FigureStyle.CapitalHeight * FigureStyle.TickText);
        foreach (Tick tick in axis.Ticks)
        {
            if (!tick.IsMinor)
            {
                svg.Text(left + axis.Position(tick.Value), baseline, tick.Label, FigureStyle.TickText, TextAnchor.Middle, tick.Exponent);
            }
        }

        double labelBaseline = y + RoomBelow(axis) - (0.2 * FigureStyle.LabelText);
        if (axis.Axis.Label.Length > 0)
        {
            double natural = TextWidth.Of(axis.Axis.Label, FigureStyle.LabelText);
            double size = Math.Clamp(FigureStyle.LabelText * axis.Length / natural, FigureStyle.SmallestText, FigureStyle.LabelText);
            svg.Text(left + (axis.Length / 2), labelBaseline, axis.Axis.Label, size, TextAnchor.Middle);
        }

        DrawFactor(svg, axis, left + axis.Length, labelBaseline, TextAnchor.End);
    }

    /// <summary>Draws the axis left of a panel; labels of stacked panels stand in one line when they get the same room for numbers.</summary>
    public static void DrawVertical(SvgWriter svg, AxisMap axis, double left, double top, AxisLabel label, double tickLabelRoom)
    {
        OpenStroke(svg);
        svg.Line(left, top, left, top + axis.Length);
        foreach (Tick tick in axis.Ticks)
        {
            double y = top + axis.Length - axis.Position(tick.Value);
            svg.Line(left - LengthOf(tick), y, left, y);
        }

        svg.Raw("</g>\n");
        double right = left - FigureStyle.TickLength - FigureStyle.TickGap;
        foreach (Tick tick in axis.Ticks)
        {
            if (!tick.IsMinor)
            {
                double y = top + axis.Length - axis.Position(tick.Value) + (FigureStyle.CapitalHeight * FigureStyle.TickText / 2);
                svg.Text(right, y, tick.Label, FigureStyle.TickText, TextAnchor.End, tick.Exponent);
            }
        }

        double lastBaseline = left - tickLabelRoom - FigureStyle.LabelGap;
        double middle = top + (axis.Length / 2);
        if (label.Second.Length > 0)
        {
            svg.Text(lastBaseline, middle, label.Second, label.Size, TextAnchor.Middle, upwards: true);
            lastBaseline -= label.Size * FigureStyle.LineSpacing;
        }

        if (label.First.Length > 0)
        {
            svg.Text(lastBaseline, middle, label.First, label.Size, TextAnchor.Middle, upwards: true);
        }

        DrawFactor(svg, axis, left, top - FigureStyle.TickGap, TextAnchor.Start);
    }

    private static void DrawFactor(SvgWriter svg, AxisMap axis, double x, double y, TextAnchor anchor)
    {
        if (axis.FactorExponent != 0)
        {
            string exponent = axis.FactorExponent.ToString(CultureInfo.InvariantCulture).Replace('-', '\u2212');
            svg.Text(x, y, "\u00d710", FigureStyle.TickText, anchor, exponent);
        }
    }

    private static double LengthOf(Tick tick) => tick.IsMinor ? FigureStyle.MinorTickLength : FigureStyle.TickLength;

    private static void OpenStroke(SvgWriter svg)
        => svg.Raw("<g fill=\"none\" stroke=\"#000000\"").Attribute("stroke-width", FigureStyle.AxisLine).Raw(" stroke-linecap=\"square\">\n");
}
