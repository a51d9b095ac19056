namespace Neuropil.Experiments;

/// <summary>Spikes of single cells of a population, in ms.</summary>
public static class SingleCells
{
    /// <summary>The times of a cell's spikes, ms.</summary>
    public static double[] TimesMs(this SpikeTrains spikes, int cell) => [.. spikes.TimesSeconds(cell).Select(time => time * 1000)];

    /// <summary>The intervals between a cell's spikes, ms.</summary>
    public static double[] IntervalsMs(this SpikeTrains spikes, int cell)
    {
        double[] times = spikes.TimesMs(cell);
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }

    /// <summary>
    /// How far two intervals of about this size, ms, that are equal may differ as parts of it: a spike is found up to a step late, and its time is a multiple
    /// of the step to rounding.
    /// </summary>
    public static double GridError(Time timeStep, double interval) => 2 * (timeStep / Units.ms) * (1 + 1e-6) / interval;

    /// <summary>The multiple of the time step that is nearest to a time.</summary>
    public static Time OnGrid(this Time time, Time timeStep) => Math.Round(time / timeStep) * timeStep;
}
