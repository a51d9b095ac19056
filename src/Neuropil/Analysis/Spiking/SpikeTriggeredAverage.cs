namespace Neuropil;

/// <summary>The mean course of a signal around spikes, with the standard error of the mean over twenty blocks of successive spikes.</summary>
/// <remarks>
/// For an input of white noise it is, over the input's variance per unit of time, the kernel to which the cell listens (de Boer and Kuyper, 1968).
/// </remarks>
public sealed class SpikeTriggeredAverage
{
    private readonly Time interval;
    private readonly int before;

    private SpikeTriggeredAverage(Time interval, int before, int spikes, double[] values, double[] errors)
    {
        (this.interval, this.before, Spikes, Values, StandardErrors) = (interval, before, spikes, values, errors);
        LagsSeconds = [.. Enumerable.Range(0, values.Length).Select(i => (i - before) * interval.SiValue)];
    }

    /// <summary>How many spikes are averaged over: those with the whole window in the record.</summary>
    public int Spikes { get; }

    /// <summary>The times relative to the spike in seconds.</summary>
    public IReadOnlyList<double> LagsSeconds { get; }

    /// <summary>The mean at each; NaN without spikes.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The standard error at each; NaN with fewer than twenty spikes.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>The average around spikes.</summary>
    /// <param name="spikeSeconds">The times of the spikes in seconds, as <see cref="SpikeTrains.TimesSeconds(int)"/> gives them.</param>
    /// <param name="samples">The signal, sampled at equal intervals; the sample nearest to a spike has the lag 0.</param>
    /// <param name="interval">The time between samples.</param>
    /// <param name="before">How long before a spike.</param>
    /// <param name="after">How long after it.</param>
    /// <param name="start">When the first sample was taken; 0 by default.</param>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the window is longer than the record.</exception>
    public static SpikeTriggeredAverage Of(
        ReadOnlySpan<double> spikeSeconds, ReadOnlySpan<double> samples, Time interval, Time before, Time after, Time? start = null)
    {
        SampleChecks.RequireInterval(interval, nameof(interval));
        SampleChecks.RequireFinite(samples, nameof(samples));
        var grid = new TimeGrid(interval);
        double earlier = grid.Nearest(before.SiValue), later = grid.Nearest(after.SiValue);
        if (!(earlier >= 0 && later >= 0 && earlier + later + 1 <= samples.Length))
        {
            throw new ArgumentOutOfRangeException(
                nameof(before), before, $"A window of this and {after} must not be negative, nor longer than the record, {samples.Length * interval}.");
        }

        var (first, last) = ((int)earlier, (int)later);
        var places = new List<int>();
        foreach (double seconds in spikeSeconds)
        {
            double place = grid.Nearest(seconds - (start?.SiValue ?? 0));
            if (place >= first && place + last < samples.Length)
            {
                places.Add((int)place);
            }
        }

        double[] values = new double[first + last + 1], errors = new double[values.Length], around = new double[places.Count];
        for (int i = 0; i < values.Length; i++)
        {
            for (int spike = 0; spike < around.Length; spike++)
            {
                around[spike] = samples[places[spike] - first + i];
            }

            values[i] = around.Length > 0 ? BatchMeans.Mean(around) : double.NaN;
            errors[i] = around.Length >= BatchMeans.Batches ? BatchMeans.StandardError(around) : double.NaN;
        }

        return new SpikeTriggeredAverage(interval, first, places.Count, values, errors);
    }

    /// <summary>The average at a time relative to the spike, rounded to whole samples; it needs twenty spikes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of the window.</exception>
    public Estimate At(Time lag)
    {
        double index = new TimeGrid(interval).Nearest(lag.SiValue) + before;
        if (!(index >= 0 && index < Values.Count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lag), lag, $"The average is known from {-before * interval} to {(Values.Count - 1 - before) * interval}.");
        }

        return Spikes >= BatchMeans.Batches ? Estimate.Of(Values[(int)index], StandardErrors[(int)index], BatchMeans.Batches - 1)
            : Estimate.TooFew("a spike-triggered average", BatchMeans.Batches, "spikes with their whole window in the record", Spikes);
    }
}
