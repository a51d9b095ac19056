namespace Neuropil.Plotting;

/// <summary>The inside of a panel's axes: x runs right from its left edge, y down from its upper edge, in points.</summary>
internal sealed record PlotArea(AxisMap Horizontal, AxisMap Vertical)
{
    public double Width => Horizontal.Length;

    public double Height => Vertical.Length;

    public double X(double value) => Horizontal.Position(value);

    public double Y(double value) => Height - Vertical.Position(value);

    /// <summary>Whether both numbers have a position.</summary>
    public bool CanShow(double x, double y) => Horizontal.CanShow(x) && Vertical.CanShow(y);
}

/// <summary>A text to the right of a panel, at the height of a number on its vertical axis.</summary>
internal readonly record struct SideLabel(double Value, string Text, Colour Colour);
