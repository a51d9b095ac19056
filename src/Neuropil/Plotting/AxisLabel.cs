namespace Neuropil.Plotting;

/// <summary>
/// The label of a vertical axis, set so that it is no longer than the axis: on one line, or on two, or smaller.
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

        AxisLabel best = new(axis.Quantity, axis.Unit.Length == 0 ? "" : $"({axis.Unit})", size);
        for (int space = axis.Quantity.IndexOf(' '); space >= 0; space = axis.Quantity.IndexOf(' ', space + 1))
        {
            AxisLabel broken = new(axis.Label[..space], axis.Label[(space + 1)..], size);
            best = broken.Longest < best.Longest && best.Longest > length ? broken : best;
        }

        return best with { Size = Math.Clamp(size * length / best.Longest, FigureStyle.SmallestText, size) };
    }

    private double Longest => Math.Max(TextWidth.Of(First, Size), TextWidth.Of(Second, Size));
}
