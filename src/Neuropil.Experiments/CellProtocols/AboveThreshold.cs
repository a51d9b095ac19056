using static Neuropil.Units;

namespace Neuropil.Experiments;

/// <summary>A time that the Hodgkin-Huxley cell spends above a level, in ms.</summary>
/// <param name="From">When it crosses the level from below.</param>
/// <param name="Until">When it crosses it from above, or the run's end.</param>
internal sealed record AboveThreshold(double From, double Until)
{
    /// <summary>
    /// All of them in a run from the cell's usual start, by the adaptive method: crossings from below are spikes of the cell, and crossings from above are
    /// those of a cell whose samples of V straddle the level, where the straight line between samples 1 us apart is as good as the solver.
    /// </summary>
    public static IReadOnlyList<AboveThreshold> Of(double density, Voltage level, Time duration, CancellationToken cancellation)
    {
        var cell = new HodgkinHuxley();
        var driven = cell with { Threshold = level, Inputs = [new ConstantCurrent { Amplitude = Current.FromSi((density * uA / cm2).SiValue * cell.Area.UniformSi) }] };
        var run = new AdaptiveSimulation(driven).Run(duration, ["V"], 0.001 * ms, cancellation: cancellation);
        var (times, values) = (run.Traces.TimesSeconds, run.Traces["V"].In(mV));
        var found = new List<AboveThreshold>();
        foreach (Time up in run.SpikeTimes)
        {
            int after = (int)Math.Floor(up / (0.001 * ms)) + 1;
            int down = after;
            while (down < values.Length && values[down] >= level / mV)
            {
                down++;
            }

            found.Add(new AboveThreshold(up / ms, down < values.Length ? times[down] * 1e3 : duration / ms));
        }

        return found;
    }
}
