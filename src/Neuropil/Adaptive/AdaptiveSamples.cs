namespace Neuropil.Adaptive;

/// <summary>
/// Samples of traced quantities at whole multiples of an interval, from the continuous extension of the steps, or at the solver's own steps.
/// Where something jumps, a sample has the value after it.
/// </summary>
internal sealed class AdaptiveSamples(AdaptiveCell cell, int quantities, double? interval, double end)
{
    private readonly double[] y = new double[cell.States];
    private readonly double[] results = new double[quantities];

    // A duration that is a multiple of the interval but for rounding has its last sample.
    private readonly long count = interval is { } length ? (long)Math.Floor((end / length) + 1e-9) + 1 : long.MaxValue;

    /// <summary>The times of samples in ms.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The samples of every quantity in kernel units.</summary>
    public List<double>[] Values { get; } = Enumerable.Range(0, quantities).Select(_ => new List<double>()).ToArray();

    private double Next => Times.Count < count ? Math.Min(Times.Count * interval!.Value, end) : double.PositiveInfinity;

    /// <summary>Takes the samples that are due inside a step.</summary>
    public void Within(double from, double to, double length, DormandPrince step)
    {
        if (quantities == 0 || interval is null)
        {
            return;
        }

        while (Next < to)
        {
            double at = Next;
            step.Interpolate((at - from) / length, y);
            Take(at, y);
        }
    }

    /// <summary>Takes the sample that is due now, after everything that happens at this instant.</summary>
    public void AtInstant(double time, double[] states)
    {
        if (quantities == 0)
        {
            return;
        }

        if (interval is not null ? Next <= time : true)
        {
            if (Times.Count > 0 && Times[^1] >= time)
            {
                Replace(time, states);
                return;
            }

            Take(time, states);
        }
    }

    private void Take(double time, double[] states)
    {
        cell.Trace(time, states, results);
        Times.Add(time);
        for (int i = 0; i < quantities; i++)
        {
            Values[i].Add(results[i]);
        }
    }

    // A step too short to move the time: what follows from it takes the place of what was before.
    private void Replace(double time, double[] states)
    {
        cell.Trace(time, states, results);
        for (int i = 0; i < quantities; i++)
        {
            Values[i][^1] = results[i];
        }
    }
}
