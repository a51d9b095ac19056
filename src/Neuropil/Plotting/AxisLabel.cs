namespace Neuropil.Plotting;

/// <summary>
/// The label of a vertical axis, set so that it is no longer than the axis: on one line, or with the unit on a second one, or smaller.
/// </summary>
internal readonly record struct AxisLabel(string First, string Second, double Size)
{
    /// <summary>The room it takes beside the tick labels, the gap included.</summary>
    public double Room => First.Length == 0 ? 0 : FigureStyle.LabelGap + (Size * (Second.Length == 0 ? 1 : 1 + FigureStyle.LineSpacing));

    /// <summary>The label of <paramref name="axis"/> for an axis of this length.</summary>
    public static AxisLabel Fit(Axis axis, double length)
    {
        double size = FigureStyle.LabelText;
        if (TextWidth.Of(axis.Label, size) <= length)
        {
            return new(axis.Label, "", size);
        }

        string unit = axis.Unit.Length == 0 ? "" : $"({axis.Unit})";
        double longest = Math.Max(TextWidth.Of(axis.Quantity, size), TextWidth.Of(unit, size));
        return new(axis.Quantity, unit, Math.Clamp(size * length / longest, FigureStyle.SmallestText, size));
    }
}
