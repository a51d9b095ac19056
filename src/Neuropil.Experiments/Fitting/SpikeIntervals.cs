namespace Neuropil.Experiments;

/// <summary>
/// The mean interval between spikes, finer than the time step, from the membrane potential around each spike. On a grid, an interval is a whole number of
/// steps and jumps as a parameter changes; a fit by differences needs it smooth.
/// </summary>
/// <remarks>
/// A cell with a reset begins again at a grid point, however far it was beyond the threshold: its interval in continuous time is what went by from there to the
/// crossing, which is extrapolated by a parabola through the last three samples before it. A cell without reset crosses between two samples, by linear
/// interpolation.
/// Where the potential explodes towards a peak, the crossing is put at the end of the step, so that the interval stays continuous.
/// </remarks>
internal static class SpikeIntervals
{
    /// <summary>The mean of the intervals that begin at or after a step, in steps; infinite where there is none.</summary>
    /// <param name="spikes">The steps in which the cell fired, ascending; the sample of step n is taken at its beginning.</param>
    /// <param name="voltage">The membrane potential at the beginning of a step.</param>
    /// <param name="threshold">Where a spike is counted; NaN where that is no single voltage: then the grid's times are taken.</param>
    /// <param name="hasReset">Whether V is reset.</param>
    /// <param name="from">The first step that counts.</param>
    public static double Mean(ReadOnlySpan<int> spikes, Func<int, double> voltage, double threshold, bool hasReset, int from)
    {
        double sum = 0;
        int count = 0;
        for (int i = 1; i < spikes.Length; i++)
        {
            if (spikes[i - 1] >= from)
            {
                double steps = spikes[i] - spikes[i - 1];
                sum += double.IsNaN(threshold) ? steps
                    : hasReset ? steps - 1 + Extrapolated(voltage, spikes[i], spikes[i - 1] + 1, threshold)
                    : steps + Between(voltage, spikes[i], threshold) - Between(voltage, spikes[i - 1], threshold);
                count++;
            }
        }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    private static double Between(Func<int, double> voltage, int step, double threshold)
    {
        var (before, after) = (voltage(step), voltage(step + 1));
        return after > before ? Math.Clamp((threshold - before) / (after - before), 0, 1) : 1;
    }

    // V(n + x) = V + b x + c x^2 through the samples at n - 2, n - 1 and n, of which all must come after the reset.
    private static double Extrapolated(Func<int, double> voltage, int step, int reset, double threshold)
    {
        if (step - 1 < reset)
        {
            return 1;
        }

        double v = voltage(step);
        double slope = v - voltage(step - 1);
        double curvature = 0;
        if (step - 2 >= reset)
        {
            curvature = (slope - (voltage(step - 1) - voltage(step - 2))) / 2;
            slope += curvature;
        }

        double missing = threshold - v;
        double root = (slope * slope) + (4 * curvature * missing);
        double x = root >= 0 && slope > 0 ? 2 * missing / (slope + Math.Sqrt(root)) : 1;
        return Math.Clamp(x, 0, 1);
    }
}
