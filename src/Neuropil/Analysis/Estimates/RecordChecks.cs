namespace Neuropil;

/// <summary>What analyses of spikes ask of their windows.</summary>
internal static class RecordChecks
{
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
