namespace Neuropil.Plotting;

/// <summary>What data ask of a vertical axis: its range, margins at its ends, and whether points beyond it are to be marked.</summary>
internal readonly record struct VerticalExtent(DataRange Range, bool WantsMarginBelow, bool WantsMarginAbove, bool CutsOutliers)
{
    /// <summary>What both ask for.</summary>
    public VerticalExtent With(VerticalExtent other) => new(
        Range.Including(other.Range), WantsMarginBelow || other.WantsMarginBelow, WantsMarginAbove || other.WantsMarginAbove,
        CutsOutliers || other.CutsOutliers);
}
