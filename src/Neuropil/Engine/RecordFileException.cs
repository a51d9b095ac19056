namespace Neuropil;

/// <summary>
/// Recorded spikes cannot be written to their file, as on a full disk. The run has stopped between two steps: it has everything up to there, what is in the
/// file can be read, and with room on the disk it can be advanced further.
/// </summary>
public sealed class RecordFileException : Exception
{
    internal RecordFileException(string name, string path, long step, long stopStep, Time timeStep, Exception reason)
        : base($"The spikes of '{name}' cannot be written to '{path}': {ReasonOf(reason)}. The run stopped at {step * timeStep} (step {step}) and has all "
            + $"spikes up to there; the file has those before "
            + $"{stopStep * timeStep}.", reason)
        => (Path, Step) = (path, step);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The step at which the run stopped.</summary>
    public long Step { get; }

    // The system's words without the path, which stands before them.
    private static string ReasonOf(Exception reason)
    {
        int end = reason.Message.IndexOf(" : '", StringComparison.Ordinal);
        return (end > 0 ? reason.Message[..end] : reason.Message).TrimEnd('.');
    }
}
