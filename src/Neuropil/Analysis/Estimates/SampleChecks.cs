namespace Neuropil;

/// <summary>What every analysis of sampled signals asks of them.</summary>
internal static class SampleChecks
{
    /// <summary>Throws unless the time between samples is positive and finite.</summary>
    public static void RequireInterval(Time interval, string name)
    {
        if (!(interval.SiValue > 0) || !double.IsFinite(interval.SiValue))
        {
            throw new ArgumentOutOfRangeException(name, interval, "The time between samples must be positive and finite.");
        }
    }

    /// <summary>Throws unless all samples are finite numbers.</summary>
    public static void RequireFinite(ReadOnlySpan<double> samples, string name)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (!double.IsFinite(samples[i]))
            {
                throw new ArgumentException($"Sample {i} of {samples.Length} is {samples[i]}; expected finite numbers.", name);
            }
        }
    }

    /// <summary>Throws unless two signals have as many samples.</summary>
    public static void RequireSameLength(int first, int second, string name)
    {
        if (first != second)
        {
            throw new ArgumentException($"The second signal has {second} samples and the first {first}; expected as many.", name);
        }
    }

    /// <summary>The whole number of samples nearest to a time, which is neither below one sample nor longer than the record.</summary>
    public static int WholeSamples(Time time, Time interval, int samples, string name)
    {
        double count = new TimeGrid(interval).Nearest(time.SiValue);
        return count >= 1 && count <= samples
            ? (int)count
            : throw new ArgumentOutOfRangeException(
                name, time, $"It must last at least the time between samples, {interval}, and at most the record, {samples * interval}.");
    }
}
