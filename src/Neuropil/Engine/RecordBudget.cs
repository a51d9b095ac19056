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

    /// <summary>Moves all spikes to files.</summary>
    /// <exception cref="RecordFileException">One cannot be written.</exception>
    public void MoveToFiles(List<SpikeLog> logs, long step)
    {
        for (int i = 0; i < logs.Count; i++)
        {
            if (logs[i].Cells.Count == 0)
            {
                continue;
            }

            string path = PathOf(i, logs[i].Name);
            try
            {
                logs[i].MoveToFile((int)step, path, options.TimeStep.SiValue, Open);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new RecordFileException(logs[i], path, step, options.TimeStep, error);
            }
        }
    }

    /// <summary>Lets a log read the file that rank 0 writes.</summary>
    /// <exception cref="IOException">It is not to be seen here; the message says what is to be done.</exception>
    public void Follow(SpikeLog log, int index, SpikeStreamPlace place, bool hasAll)
    {
        string path = PathOf(index, log.Name);
        try
        {
            log.Follow(path, place, hasAll);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new IOException(
                $"The spikes of '{log.Name}' that rank 0 has written to '{place.Path}' are not in '{Path.GetFullPath(path)}' on {Environment.MachineName}: "
                    + $"{error.Message.TrimEnd('.')}. Give a RecordFolder that all ranks share.", error);
        }
    }

    /// <summary>Where the spikes of a log go.</summary>
    public string PathOf(int log, string name)
    {
        string plain = string.Concat(name.Select(each => char.IsLetterOrDigit(each) || allowed.Contains(each) ? each : '-'));
        return Path.Combine(options.RecordFolder ?? "", $"{log}-{plain}.spikes");
    }

    /// <summary>Requires that the spikes that a checkpoint left in files are there, before anything is changed.</summary>
    /// <exception cref="CheckpointException">They are not.</exception>
    public void Require(List<SpikeLog> logs, IReadOnlyList<SpikeStreamPlace?> places)
    {
        for (int i = 0; i < logs.Count; i++)
        {
            if (places[i] is not { } place)
            {
                continue;
            }

            if (options.RecordFolder is null)
            {
                throw new CheckpointException(
                    $"Spikes of '{logs[i].Name}' that the checkpoint tells of lie in '{place.Path}': this run needs a RecordFolder, where it goes on "
                        + $"with them.");
            }

            string path = PathOf(i, logs[i].Name);
            string found = File.Exists(path) ? path : place.Path;
            try
            {
                using var stream = new FileStream(found, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                place.HashOf(stream).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CheckpointException(
                    $"The spikes of '{logs[i].Name}' that the checkpoint tells of are not in '{found}': {error.Message.TrimEnd('.')}.");
            }
        }
    }
}
