namespace Neuropil.Plotting;

/// <summary>
/// The vertical extent of a panel without the points that alone would rule its axis: at each end one may be left out, where there are at least
/// eight and the axis would be <see cref="Axis.OutlierFactor"/> times longer with it.
/// </summary>
internal readonly record struct Outliers(DataRange Kept, bool Cut)
{
    private const int FewestPoints = 8;

    /// <summary>The extent of layers without their outliers.</summary>
    public static Outliers Of(IReadOnlyList<PlotLayer> layers, Axis axis)
    {
        bool logarithmic = axis.Scale == AxisScale.Logarithmic;
        DataRange all = DataRange.Empty;
        DataRange solid = DataRange.Empty; // of what is no single point
        var points = new List<DataRange>();
        foreach (PlotLayer layer in layers)
        {
            DataRange range = layer.VerticalRange(logarithmic);
            all = all.Including(range);
            IReadOnlyList<DataRange> single = layer.VerticalPoints;
            solid = single.Count > 0 ? solid : solid.Including(range);
            points.AddRange(single.Where(point => !point.IsEmpty));
        }

        if (logarithmic || axis.HoldsOutliers || points.Count < FewestPoints)
        {
            return new Outliers(all, Cut: false);
        }

        DataRange kept = all;
        kept = Without(kept, points.OrderByDescending(point => point.Maximum).Skip(1), solid, axis.Maximum is null);
        kept = Without(kept, points.OrderBy(point => point.Minimum).Skip(1), solid, axis.Minimum is null);
        return new Outliers(kept, kept != all);
    }

    // Points that are all the same are no measure of length.
    private static DataRange Without(DataRange kept, IEnumerable<DataRange> others, DataRange solid, bool isFree)
    {
        DataRange rest = others.Aggregate(solid, (range, point) => range.Including(point));
        bool rules = isFree && rest.Span > 0 && kept.Span > Axis.OutlierFactor * rest.Span;
        return rules ? rest : kept;
    }
}
