namespace Neuropil;

/// <summary>What analyses of spikes ask of their windows.</summary>
internal static class RecordChecks
{
    /// <summary>Throws unless two populations were recorded over the same steps of the same length.</summary>
    public static void RequireSameRecord(SpikeTrains spikes, SpikeTrains others)
    {
        if (spikes.StartStep != others.StartStep || spikes.StopStep != others.StopStep || spikes.TimeStep.SiValue != others.TimeStep.SiValue)
        {
            throw new ArgumentException(
                $"'{others.Name}' was recorded from {others.Start} to {others.Stop} in steps of {others.TimeStep}, '{spikes.Name}' from {spikes.Start} to "
                    + $"{spikes.Stop} in steps of {spikes.TimeStep}; expected the same.", nameof(others));
        }
    }

    /// <summary>The whole number of steps of a window that is no longer than the recording.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The window is below a time step or longer than the recording; the message says how long that is.
    /// </exception>
    public static int StepsWithin(this SpikeTrains spikes, Time window, string name)
    {
        int steps = spikes.Clock.WholeSteps(window, name);
        return steps <= spikes.StopStep - spikes.StartStep
            ? steps
            : throw new ArgumentOutOfRangeException(name, window, $"The window is longer than the recording of '{spikes.Name}', {spikes.Duration}.");
    }
}
