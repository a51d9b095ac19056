using System.Security.Cryptography;

namespace Neuropil.Files;

/// <summary>Opens a file for reading and writing, with nobody else who writes.</summary>
internal delegate Stream FileOpener(string path, FileMode mode);

/// <summary>Writes spikes to a file, block by block. What has been written never changes, so that a length and a hash say what it was at a time.</summary>
internal sealed class SpikeStreamWriter : IDisposable
{
    private readonly Stream stream;
    private readonly IncrementalHash hash;
    private byte[] block = [];

    private SpikeStreamWriter(string path, Stream stream, IncrementalHash hash, long length, long spikes, int stopStep)
        => (Path, this.stream, this.hash, Length, Spikes, StopStep) = (path, stream, hash, length, spikes, stopStep);

    /// <summary>The file, from the root.</summary>
    public string Path { get; }

    /// <summary>The length of all complete blocks and what is before them.</summary>
    public long Length { get; private set; }

    /// <summary>The spikes in complete blocks.</summary>
    public long Spikes { get; private set; }

    /// <summary>The step up to which the file tells of spikes.</summary>
    public int StopStep { get; private set; }

    /// <summary>Begins a file, in the place of a former one of that name.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is left of it.</exception>
    public static SpikeStreamWriter Create(string path, SpikeStreamHead head, FileOpener open)
    {
        string full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        var file = open(full, FileMode.Create);
        try
        {
            byte[] bytes = head.ToBytes();
            file.Write(bytes);
            file.Flush();
            var begun = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            begun.AppendData(bytes);
            return new SpikeStreamWriter(full, file, begun, bytes.Length, spikes: 0, (int)head.StartStep);
        }
        catch
        {
            file.Dispose();
            File.Delete(full);
            throw;
        }
    }

    /// <summary>Goes on with a file from where it once was; what has been written behind that is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">Where it was.</param>
    /// <param name="open">Opens it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static SpikeStreamWriter Continue(string path, SpikeStreamPlace place, FileOpener open)
    {
        string full = System.IO.Path.GetFullPath(path);
        place.CopyTo(full);
        var file = open(full, FileMode.Open);
        try
        {
            var begun = place.HashOf(file);
            file.SetLength(place.Length);
            file.Position = place.Length;
            return new SpikeStreamWriter(full, file, begun, place.Length, place.Spikes, place.StopStep);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where the file is now.</summary>
    public SpikeStreamPlace Place => new(Path, Length, Spikes, StopStep, hash.GetCurrentHash());

    /// <summary>Writes the spikes of all steps up to <paramref name="stopStep"/> as one block.</summary>
    /// <exception cref="IOException">It could not be written; the file is as it was.</exception>
    public void Write(ReadOnlySpan<int> steps, ReadOnlySpan<int> cells, int stopStep)
    {
        // A spike at time zero has the step before the first.
        int firstStep = steps.Length > 0 ? Math.Min(StopStep, steps[0]) : StopStep;
        int length = SpikeBlock.Write(steps, cells, firstStep, stopStep, ref block);
        try
        {
            stream.Write(block, 0, length);
            stream.Flush();
        }
        catch (IOException)
        {
            CutOff();
            throw;
        }

        hash.AppendData(block, 0, length);
        (Length, Spikes, StopStep) = (Length + length, Spikes + steps.Length, stopStep);
    }

    /// <summary>Makes sure that what has been written is on the disk.</summary>
    public void FlushToDisk() => (stream as FileStream)?.Flush(flushToDisk: true);

    public void Dispose()
    {
        stream.Dispose();
        hash.Dispose();
    }

    // A full disk leaves a part of a block. Where it cannot be cut off, readers see that it is not complete, and the next block is written over it.
    private void CutOff()
    {
        try
        {
            stream.SetLength(Length);
            stream.Position = Length;
        }
        catch (IOException)
        {
            stream.Position = Length;
        }
    }
}
