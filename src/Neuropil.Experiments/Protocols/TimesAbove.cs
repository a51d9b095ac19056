using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A time that a cell spends above a level of its membrane potential, in ms.</summary>
/// <param name="From">When it crosses the level from below.</param>
/// <param name="Until">When it crosses it from above, or the run's end.</param>
public sealed record TimesAbove(double From, double Until)
{
    private static readonly Time sample = 0.001 * ms;

    /// <summary>
    /// All of them in a run by the adaptive method: crossings from below are spikes of the cell, and crossings from above are where samples of V 1 us apart
    /// straddle the level.
    /// </summary>
    /// <param name="cell">The cell with its inputs, without reset.</param>
    /// <param name="level">The level.</param>
    /// <param name="duration">How long is simulated.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static IReadOnlyList<TimesAbove> Of(PointNeuron cell, Voltage level, Time duration, CancellationToken cancellation = default)
    {
        var run = new AdaptiveSimulation(cell with { Threshold = level }).Run(duration, ["V"], sample, cancellation: cancellation);
        var (times, values) = (run.Traces.TimesSeconds, run.Traces["V"].In(mV));
        var found = new List<TimesAbove>();
        foreach (Time up in run.SpikeTimes)
        {
            int down = (int)Math.Floor(up / sample) + 1;
            while (down < values.Length && values[down] >= level / mV)
            {
                down++;
            }

            found.Add(new TimesAbove(up / ms, down < values.Length ? times[down] * 1000 : duration / ms));
        }

        return found;
    }
}
