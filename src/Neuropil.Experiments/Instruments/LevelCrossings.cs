namespace Neuropil.Experiments;

/// <summary>When a sampled signal crosses a level: finer than the time step, so that the error is that of the signal and not of the grid.</summary>
public static class LevelCrossings
{
    /// <summary>
    /// The times at which samples cross a level from below, each of them named by the step in which it is found, by straight lines; and how much these err:
    /// an eighth of the largest second difference around, over the slope.
    /// </summary>
    /// <param name="steps">The steps in which the level was crossed: between sample n and n + 1.</param>
    /// <param name="samples">The signal at the beginning of each step.</param>
    /// <param name="level">The level, in the unit of the samples.</param>
    /// <param name="timeStep">The time between samples; times have its unit.</param>
    public static (double Time, double Error)[] Upwards(ReadOnlySpan<int> steps, IReadOnlyList<double> samples, double level, double timeStep)
    {
        var found = new (double Time, double Error)[steps.Length];
        for (int i = 0; i < found.Length; i++)
        {
            int n = steps[i];
            double rise = samples[n + 1] - samples[n];
            double before = n > 0 ? Math.Abs(rise - (samples[n] - samples[n - 1])) : 0;
            double after = n + 2 < samples.Count ? Math.Abs(samples[n + 2] - samples[n + 1] - rise) : 0;
            found[i] = (timeStep * (n + ((level - samples[n]) / rise)), timeStep * Math.Max(before, after) / (8 * rise));
        }

        return found;
    }
}
