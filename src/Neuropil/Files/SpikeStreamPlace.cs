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
    private const int BytesAtOnce = 1 << 16;

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
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[BytesAtOnce];
            for (long left = Length; left > 0;)
            {
                int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
                if (read == 0)
                {
                    throw new EndOfStreamException($"'{Path}' has {Length - left} bytes, and had {Length}.");
                }

                copy.Write(buffer, 0, read);
                left -= read;
            }
        });
    }

    /// <summary>The hash of a file up to this place, to which more can be added.</summary>
    /// <exception cref="InvalidDataException">The file is shorter, or other bytes are in it.</exception>
    public IncrementalHash HashOf(Stream stream)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BytesAtOnce];
        long left = Length;
        stream.Position = 0;
        while (left > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return left == 0 && hash.GetCurrentHash().AsSpan().SequenceEqual(Hash) ? hash
            : throw new InvalidDataException(left > 0 ? $"it has {Length - left} bytes, and had {Length}" : "other spikes are in it");
    }
}
