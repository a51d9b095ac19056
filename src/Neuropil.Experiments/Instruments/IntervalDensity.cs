namespace Neuropil.Experiments;

/// <summary>The density of intervals between spikes.</summary>
internal static class IntervalDensity
{
    private const int Bins = 60;

    /// <summary>A line over intervals in ms, in bins of whole steps since intervals lie on the grid; the longest hundredth is left out.</summary>
    public static Series Of(string name, double[] seconds, double stepMilliseconds)
    {
        double[] sorted = [.. seconds.Select(interval => interval * 1000).Order()];
        double end = sorted[(int)(0.99 * (sorted.Length - 1))];
        double width = Math.Max(1, Math.Ceiling(end / Bins / stepMilliseconds)) * stepMilliseconds;
        var counts = new double[Bins + 1];
        foreach (double interval in sorted.Where(interval => interval < end))
        {
            counts[Math.Min(Bins, (int)((interval / width) + 1e-6))]++;
        }

        return Plot.Line(name, [.. Enumerable.Range(0, Bins + 1).Select(bin => (bin + 0.5) * width)], counts.Select(count => count / (sorted.Length * width)));
    }
}
