using Neuropil.Files;

namespace Neuropil.Engine;

/// <summary>How much of the recorded spikes is held in memory, and where the rest goes.</summary>
internal sealed class RecordBudget(RunOptions options)
{
    private static readonly char[] allowed = ['-', '_', '.'];

    /// <summary>Opens files, with one program at a time that writes.</summary>
    public FileOpener Open { get; } = options.OpenRecord
        ?? ((path, mode) => new FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0));

    /// <summary>Whether spikes are to be moved to files. A list that grows has up to twice the room that it needs.</summary>
    public bool IsExceededBy(List<SpikeLog> logs)
    {
        if (options.RecordBudget is not { } budget)
        {
            return false;
        }

        long held = 0;
        foreach (var log in logs)
        {
            held += log.HeldBytes;
        }

        return held > budget / 2;
    }

    /// <summary>The error of a file that cannot be written.</summary>
    /// <param name="log">Whose spikes they are.</param>
    /// <param name="path">The file.</param>
    /// <param name="step">Where the run is.</param>
    /// <param name="stopStep">Up to where the file tells of spikes.</param>
    /// <param name="reason">Why.</param>
    public RecordFileException CannotWrite(SpikeLog log, string path, long step, long? stopStep, Exception reason)
        => new(log.Name, path, step, stopStep ?? log.StartStep, options.TimeStep, reason);

    /// <summary>What a file of a log begins with.</summary>
    /// <param name="log">The log.</param>
    /// <param name="startStep">The first step that the file tells of.</param>
    public SpikeStreamHead HeadOf(SpikeLog log, long startStep) => new(log.Name, log.CellCount, options.TimeStep.SiValue, startStep);

    /// <summary>What the files of a log are called, without what says which of them.</summary>
    public static string StemOf(int log, string name)
        => $"{log}-{string.Concat(name.Select(each => char.IsLetterOrDigit(each) || allowed.Contains(each) ? each : '-'))}";

    /// <summary>Where a file of spikes is.</summary>
    public string PathOf(string file) => Path.Combine(options.RecordFolder ?? "", file);

    /// <summary>Requires that the spikes that a checkpoint left in files are there, before anything is changed.</summary>
    /// <exception cref="CheckpointException">They are not.</exception>
    public void Require(SpikeLog log, IEnumerable<SpikeStreamPlace> places)
    {
        foreach (var place in places)
        {
            if (options.RecordFolder is null)
            {
                throw new CheckpointException(
                    $"Spikes of '{log.Name}' that the checkpoint tells of lie in '{place.Path}': this run needs a RecordFolder, where it goes on "
                        + $"with them.");
            }

            string path = PathOf(place.FileName);
            string found = File.Exists(path) ? path : place.Path;
            try
            {
                place.RequireAt(found);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CheckpointException(
                    $"The spikes of '{log.Name}' that the checkpoint tells of are not in '{found}': {error.Message.TrimEnd('.')}.");
            }
        }
    }
}
