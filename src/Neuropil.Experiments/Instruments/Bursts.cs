namespace Neuropil.Experiments;

/// <summary>
/// The spikes of a cell as events: runs of spikes that are no further apart than the longest interval within a burst. An event of one spike is no burst.
/// </summary>
/// <param name="Sizes">Number of spikes of each event, in order.</param>
/// <param name="Starts">Time of the first spike of each, ms.</param>
public sealed record Bursts(IReadOnlyList<int> Sizes, IReadOnlyList<double> Starts)
{
    /// <summary>Mean number of spikes of an event; NaN without one.</summary>
    public double MeanSize => Sizes.Count == 0 ? double.NaN : Sizes.Average();

    /// <summary>The part of all spikes that belong to events of two and more; NaN without spikes.</summary>
    public double PartInBursts => Sizes.Count == 0 ? double.NaN : (double)Sizes.Where(size => size > 1).Sum() / Sizes.Sum();

    /// <summary>Events per second, from the mean time between their beginnings; NaN with fewer than two.</summary>
    public double RateHz => Sizes.Count < 2 ? double.NaN : 1000 * (Sizes.Count - 1) / (Starts[^1] - Starts[0]);

    /// <summary>Standard deviation over mean of the times between their beginnings; NaN with fewer than three.</summary>
    public double PeriodCv
    {
        get
        {
            double[] periods = [.. Starts.Skip(1).Zip(Starts, (later, earlier) => later - earlier)];
            return periods.Length < 2 ? double.NaN : Math.Sqrt(periods.Average(period => Math.Pow(period - periods.Average(), 2))) / periods.Average();
        }
    }

    /// <summary>The events of a cell that begin after <paramref name="from"/> and are over before the end of the record.</summary>
    public static Bursts Of(SpikeTrains spikes, int cell, Time longestInterval, Time from)
        => Of(spikes.TimesMs(cell), longestInterval / Units.ms, from / Units.ms, spikes.Stop / Units.ms);

    /// <summary>The events of a train that begin after <paramref name="from"/> and are over before <paramref name="until"/>; all times in ms.</summary>
    public static Bursts Of(IReadOnlyList<double> times, double longestInterval, double from, double until)
    {
        var sizes = new List<int>();
        var starts = new List<double>();
        for (int first = 0, next; first < times.Count; first = next)
        {
            next = first + 1;
            while (next < times.Count && times[next] - times[next - 1] <= longestInterval)
            {
                next++;
            }

            // An event at the very end may not be over.
            if (times[first] > from && times[next - 1] <= until - longestInterval)
            {
                sizes.Add(next - first);
                starts.Add(times[first]);
            }
        }

        return new Bursts(sizes, starts);
    }
}
