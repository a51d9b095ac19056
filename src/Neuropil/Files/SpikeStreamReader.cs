namespace Neuropil.Files;

/// <summary>Takes some spikes: the step and the cell of each.</summary>
internal delegate void SpikeAction(ReadOnlySpan<int> steps, ReadOnlySpan<int> cells);

/// <summary>Reads spikes block by block, also while they are written.</summary>
internal static class SpikeStreamReader
{
    private const int BytesAtOnce = 1 << 16;

    /// <summary>Opens a file that others may write to meanwhile, or remove.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BytesAtOnce);

    /// <summary>Gives the bytes of a file from one place up to another, piece by piece.</summary>
    /// <returns>The place up to which it has any.</returns>
    public static long ReadBytes(Stream stream, long from, long to, Action<ReadOnlySpan<byte>> action)
    {
        var buffer = new byte[BytesAtOnce];
        stream.Position = from;
        for (int read; from < to && (read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, to - from))) > 0; from += read)
        {
            action(buffer.AsSpan(0, read));
        }

        return from;
    }

    /// <summary>Reads the blocks that tell of steps from <paramref name="fromStep"/> up to <paramref name="toStep"/>, whole ones.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The bytes that count; a block at their end that is not complete does not.</param>
    /// <param name="fromStep">The first step that is wanted; earlier ones may come too.</param>
    /// <param name="toStep">The step behind the last that is wanted.</param>
    /// <param name="action">Takes the spikes of each block.</param>
    /// <returns>The head, and the step up to which the file tells of spikes.</returns>
    /// <exception cref="InvalidDataException">The file is something else, or a block before the last is damaged; the message names the file.</exception>
    public static (SpikeStreamHead Head, int StopStep) Read(string path, long length, long fromStep, long toStep, SpikeAction action)
    {
        using var cursor = new SpikeBlockCursor(path, length, fromStep, toStep);
        while (cursor.Next())
        {
            action(cursor.Steps, cursor.Cells);
        }

        return (cursor.Head, cursor.StopStep);
    }
}
