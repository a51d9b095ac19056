namespace Neuropil;

/// <summary>An avalanche: activity in successive bins between two bins without any.</summary>
/// <param name="Start">Its first bin.</param>
/// <param name="Duration">How many bins it lasts.</param>
/// <param name="Size">The spikes in it.</param>
public readonly record struct Avalanche(int Start, int Duration, long Size);

/// <summary>Finds avalanches (Beggs and Plenz, J. Neurosci. 23 (2003) 11167).</summary>
public static class Avalanches
{
    /// <summary>
    /// The avalanches of a population. Size and duration depend on the bin; by default it is the mean interval between successive spikes of the
    /// population, <see cref="MeanSpikeDistance"/>, rounded to whole time steps.
    /// </summary>
    /// <param name="spikes">The spikes.</param>
    /// <param name="bin">Another bin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bin is below a time step or longer than the recording.</exception>
    public static IReadOnlyList<Avalanche> OfSpikes(SpikeTrains spikes, Time? bin = null)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        if (bin is null && spikes.Count < 2)
        {
            return [];
        }

        // Dense spikes are less than a step apart.
        var distance = spikes.MeanSpikeDistance();
        int steps = spikes.StepsWithin(bin ?? (distance > spikes.TimeStep ? distance : spikes.TimeStep), nameof(bin));
        return OfCounts(WindowCounts.Of(spikes, steps).Population);
    }

    /// <summary>
    /// The avalanches of the activity in bins: runs of bins above a threshold between bins that are not. One that the record's beginning or end cuts is left
    /// out, because its size is not known.
    /// </summary>
    /// <param name="activity">The spikes, or active cells, in each bin.</param>
    /// <param name="threshold">The largest activity that is none; for networks that are never silent.</param>
    public static IReadOnlyList<Avalanche> OfCounts(ReadOnlySpan<int> activity, int threshold = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        var found = new List<Avalanche>();
        var (start, size) = (-1, 0L);
        for (int bin = 1; bin < activity.Length; bin++)
        {
            bool isActive = activity[bin] > threshold;
            if (isActive && activity[bin - 1] <= threshold)
            {
                (start, size) = (bin, 0);
            }

            if (isActive)
            {
                size += activity[bin];
            }
            else if (start >= 0)
            {
                found.Add(new Avalanche(start, bin - start, size));
                start = -1;
            }
        }

        return found;
    }

    /// <summary>The mean interval between successive spikes of a population, (last - first)/(spikes - 1); NaN with fewer than two.</summary>
    public static Time MeanSpikeDistance(this SpikeTrains spikes)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        return spikes.Count < 2 ? Time.FromSi(double.NaN) : (spikes.Steps[^1] - spikes.Steps[0]) / (spikes.Count - 1.0) * spikes.TimeStep;
    }
}
