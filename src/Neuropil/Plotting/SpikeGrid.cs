namespace Neuropil.Plotting;

/// <summary>Where spikes lie inside a panel, computed by two multiplications per spike.</summary>
internal readonly struct SpikeGrid
{
    private const double LargestMark = 8; // points: single neurons get ticks, not poles
    private const double SmallestMark = 0.9;

    public SpikeGrid(SpikeTrains spikes, TimeUnit unit, int firstRow, PlotArea area)
    {
        Spikes = spikes;
        Area = area;
        double step = unit.Of(spikes.TimeStep);
        PointsPerStep = area.X(area.Horizontal.Minimum + step);
        Origin = area.X(0) + PointsPerStep; // a spike found in step n has the time (n + 1) dt
        double rowHeight = area.Y(0) - area.Y(1);
        PointsPerRow = rowHeight;
        FirstRowCentre = area.Y(firstRow);
        MarkHeight = Math.Clamp(0.8 * rowHeight, SmallestMark, LargestMark);
    }

    public SpikeTrains Spikes { get; }

    public PlotArea Area { get; }

    public double PointsPerStep { get; }

    public double PointsPerRow { get; }

    /// <summary>The position of a spike found in step 0.</summary>
    public double Origin { get; }

    /// <summary>The height of neuron 0's row below the upper edge.</summary>
    public double FirstRowCentre { get; }

    /// <summary>The height of a mark in points.</summary>
    public double MarkHeight { get; }
}
