namespace Neuropil;

/// <summary>How an axis maps numbers to positions.</summary>
public enum AxisScale
{
    /// <summary>Equal differences take equal space.</summary>
    Linear,

    /// <summary>Equal ratios take equal space; numbers that are not positive are left out.</summary>
    Logarithmic,
}

/// <summary>An axis of a panel: what is shown, in which unit, over which range.</summary>
/// <param name="Quantity">What is shown, for example <c>Time</c>.</param>
/// <param name="Unit">The unit of the numbers, for example <c>ms</c>; empty for a pure number.</param>
public sealed record Axis(string Quantity, string Unit = "")
{
    /// <summary>How many times longer an axis has to be because of one of at least eight points, so that this one is left out.</summary>
    public const double OutlierFactor = 10;

    /// <summary>An axis without a label.</summary>
    public static Axis Unlabelled { get; } = new("");

    /// <summary>How numbers map to positions.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>The lower end; by default it follows the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>The upper end; by default it follows the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>
    /// Whether a vertical axis goes to the last point even where a single one makes it <see cref="OutlierFactor"/> times longer. By default it
    /// does not: that point stands at the edge as an arrowhead with its value.
    /// </summary>
    public bool HoldsOutliers { get; init; }

    /// <summary>Whether the numbers count something, so that ticks stand at whole numbers only.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Quantity and unit as printed, for example <c>Time (ms)</c>.</summary>
    public string Label => Unit.Length == 0 ? Quantity : Quantity.Length == 0 ? Unit : $"{Quantity} ({Unit})";
}
