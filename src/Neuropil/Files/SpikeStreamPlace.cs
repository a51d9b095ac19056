using System.Security.Cryptography;

namespace Neuropil.Files;

/// <summary>A place in a file of spikes, which is written to its end only: what a checkpoint keeps of the spikes that are not in it.</summary>
/// <param name="Path">The file, from the root.</param>
/// <param name="Length">The bytes up to there.</param>
/// <param name="Spikes">The spikes up to there.</param>
/// <param name="StopStep">The step up to which they go.</param>
/// <param name="Hash">The SHA-256 of those bytes.</param>
internal sealed record SpikeStreamPlace(string Path, long Length, long Spikes, int StopStep, byte[] Hash)
{
    /// <summary>The name of the file in its folder, whichever system the path is of.</summary>
    public string FileName => Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];

    public void Save(BinaryWriter writer)
    {
        writer.Write(Path);
        writer.Write(Length);
        writer.Write(Spikes);
        writer.Write(StopStep);
        writer.Write(Hash);
    }

    public static SpikeStreamPlace Load(BinaryReader reader)
        => new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadBytes(SHA256.HashSizeInBytes));

    /// <summary>
    /// Copies the file up to this place to where there is none yet: a run that goes on elsewhere leaves the files of the run before it as they are.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or the copy not be written; nothing is left of it then.</exception>
    public void CopyTo(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        CompleteFile.Write(path, copy =>
        {
            using var stream = SpikeStreamReader.Open(Path);
            long end = SpikeStreamReader.ReadBytes(stream, 0, Length, copy.Write);
            if (end < Length)
            {
                throw new EndOfStreamException($"'{Path}' has {end} bytes, and had {Length}.");
            }
        });
    }

    /// <summary>Requires that a file is as this one was up to this place.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is shorter, or other bytes are in it.</exception>
    public void RequireAt(string path)
    {
        using var stream = SpikeStreamReader.Open(path);
        HashOf(stream).Dispose();
    }

    /// <summary>The hash of a file up to this place, to which more can be added.</summary>
    /// <exception cref="InvalidDataException">The file is shorter, or other bytes are in it.</exception>
    public IncrementalHash HashOf(Stream stream)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long end = SpikeStreamReader.ReadBytes(stream, 0, Length, hash.AppendData);
        return end == Length && hash.GetCurrentHash().AsSpan().SequenceEqual(Hash) ? hash
            : throw new InvalidDataException(end < Length ? $"it has {end} bytes, and had {Length}" : "other spikes are in it");
    }
}
