namespace Neuropil.Experiments;

/// <summary>The density of intervals between spikes.</summary>
public static class IntervalDensity
{
    private const int Bins = 60;

    /// <summary>
    /// A panel with the density of the intervals of all cells, in bins of whole steps since intervals lie on the grid; the longest hundredth is left out.
    /// </summary>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="spikes">The spikes, with one interval at least.</param>
    public static Panel Of(string name, SpikeTrains spikes)
    {
        double step = spikes.TimeStep / Units.ms;
        double[] sorted = [.. spikes.IntervalsSeconds().Select(interval => interval * 1000).Order()];
        double end = sorted[(int)(0.99 * (sorted.Length - 1))];
        double width = Math.Max(1, Math.Ceiling(end / Bins / step)) * step;
        var counts = new double[Bins + 1];
        foreach (double interval in sorted.Where(interval => interval < end))
        {
            counts[Math.Min(Bins, (int)((interval / width) + 1e-6))]++;
        }

        double[] edges = [.. Enumerable.Range(0, Bins + 2).Select(bin => bin * width)];
        return Plot.Panel(
            new Axis("Interval", "ms") { Minimum = 0 }, new Axis("Density", "1/ms") { Minimum = 0 },
            new Bars(name, edges, [.. counts.Select(count => count / (sorted.Length * width))]));
    }
}
