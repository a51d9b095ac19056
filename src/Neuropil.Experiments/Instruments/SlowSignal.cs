using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A slow signal that modulates rates: 1 and an Ornstein-Uhlenbeck process of 100 ms, not below 0.</summary>
internal static class SlowSignal
{
    /// <summary>The time between samples.</summary>
    public static readonly Time Interval = 1 * ms;

    /// <summary>The samples of a signal.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="depth">The standard deviation of the process.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="number">Which of several signals.</param>
    public static double[] Of(Time duration, double depth, ulong seed, int number)
    {
        var random = new RandomStream(seed, RandomPurpose.SpikeSource, RandomStream.Entity(14, (ulong)number));
        double keep = Math.Exp(-(Interval / (100 * ms))), kick = Math.Sqrt(1 - (keep * keep)), x = random.NextNormal();
        double[] signal = new double[(int)Math.Ceiling(duration / Interval)];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = Math.Max(0, 1 + (depth * x));
            x = (keep * x) + (kick * random.NextNormal());
        }

        return signal;
    }

    /// <summary>The means of a signal over so many windows that follow each other.</summary>
    public static double[] Means(double[] signal, Time from, Time window, int count)
        => [.. signal.Skip((int)Math.Round(from / Interval)).Chunk((int)Math.Round(window / Interval)).Take(count).Select(chunk => chunk.Average())];
}
