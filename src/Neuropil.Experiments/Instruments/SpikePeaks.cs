namespace Neuropil.Experiments;

/// <summary>
/// Finds spikes in a voltage trace by their peaks: maxima that rise by at least the prominence from the lowest value since the peak before, and fall by as
/// much after. What needs no threshold still needs a scale.
/// </summary>
public static class SpikePeaks
{
    /// <summary>The indices of the peaks.</summary>
    /// <param name="values">The trace; one that ends before the fall has no last peak.</param>
    /// <param name="prominence">How far it must rise and fall, in the unit of the trace.</param>
    /// <param name="level">Peaks below it do not count.</param>
    public static List<int> Of(IReadOnlyList<double> values, double prominence, double level)
    {
        var peaks = new List<int>();
        double lowest = double.PositiveInfinity;
        int highest = -1;
        for (int i = 0; i < values.Count; i++)
        {
            double value = values[i];
            if (highest < 0)
            {
                lowest = Math.Min(lowest, value);
                highest = value - lowest >= prominence ? i : -1;
            }
            else if (value > values[highest])
            {
                highest = i;
            }
            else if (values[highest] - value >= prominence)
            {
                if (values[highest] >= level)
                {
                    peaks.Add(highest);
                }

                (lowest, highest) = (value, -1);
            }
        }

        return peaks;
    }
}
