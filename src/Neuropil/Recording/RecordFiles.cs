namespace Neuropil;

/// <summary>Records in files, without the step between: what a record has so far, as <see cref="SpikeFiles"/>, <see cref="TraceFiles"/> and
/// <see cref="TraceMatrixFiles"/> write it.</summary>
public static class RecordFiles
{
    /// <summary>Writes the spikes so far, those of <see cref="SpikeRecord.Trains()"/>; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="InvalidOperationException">There are more than an array holds; save a part of the time.</exception>
    public static void Save(this SpikeRecord record, string path)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Trains().Save(path);
    }

    /// <summary>Writes the samples so far in their usual unit; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this TraceRecord record, string path)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Traces().Save(path);
    }

    /// <summary>Writes the mean so far in its usual unit; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this MeanRecord record, string path)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Traces().Save(path);
    }

    /// <summary>Writes the samples of all cells so far in their usual unit; the file's ending, <c>.npz</c> or <c>.csv</c>, says how.</summary>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public static void Save(this MatrixRecord record, string path)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Matrix().Save(path);
    }
}
