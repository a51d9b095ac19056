using System.Security.Cryptography;

namespace Neuropil.Files;

/// <summary>Reads a file of spikes that another process writes, and makes sure that it is that one: what it was told of is there, with the same hash.</summary>
internal sealed class SpikeStreamFollower(string path) : IDisposable
{
    private const int BytesAtOnce = 1 << 16;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The file, from the root.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The bytes that were looked at.</summary>
    public long Length { get; private set; }

    /// <summary>The spikes in them.</summary>
    public long Spikes { get; private set; }

    /// <summary>The step up to which they tell of spikes.</summary>
    public int StopStep { get; private set; }

    /// <summary>Looks at what has been written since.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file has fewer bytes, or others.</exception>
    public void Follow(SpikeStreamPlace place)
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Length;
        var buffer = new byte[BytesAtOnce];
        for (long left = place.Length - Length; left > 0;)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new InvalidDataException($"it has {stream.Length} bytes; expected {place.Length}");
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        if (!hash.GetCurrentHash().AsSpan().SequenceEqual(place.Hash))
        {
            throw new InvalidDataException("other spikes are in it");
        }

        (Length, Spikes, StopStep) = (place.Length, place.Spikes, place.StopStep);
    }

    public void Dispose() => hash.Dispose();
}
