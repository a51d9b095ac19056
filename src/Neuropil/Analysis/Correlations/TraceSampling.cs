namespace Neuropil;

/// <summary>At which intervals traces were sampled.</summary>
public static class TraceSampling
{
    // Recorded times are whole steps, each rounded once.
    private const double Tolerance = 1e-6;

    /// <summary>The time between samples, which analyses over time want to be the same throughout.</summary>
    /// <exception cref="ArgumentException">There are fewer than two samples, or their distances differ; names the place.</exception>
    public static Time SampleInterval(this Traces traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var times = traces.TimesSeconds;
        if (times.Count < 2)
        {
            throw new ArgumentException($"Traces of {times.Count} samples have no sampling interval; it needs two.", nameof(traces));
        }

        double interval = (times[^1] - times[0]) / (times.Count - 1);
        for (int i = 1; i < times.Count; i++)
        {
            if (Math.Abs(times[i] - times[i - 1] - interval) > Tolerance * interval)
            {
                throw new ArgumentException(
                    $"The samples at {times[i - 1]} s and {times[i]} s are not as far apart as on average, {interval} s; expected equal intervals.",
                    nameof(traces));
            }
        }

        return Time.FromSi(interval);
    }
}
