using System.Security.Cryptography;

namespace Neuropil.Files;

/// <summary>Reads a file of spikes that another process writes, and makes sure that it is that one: what it was told of is there, with the same hash.</summary>
internal sealed class SpikeStreamFollower(string path) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length; // of what was looked at

    /// <summary>Looks at what has been written since.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file has fewer bytes, or others.</exception>
    public void Follow(SpikeStreamPlace place)
    {
        using var stream = SpikeStreamReader.Open(path);
        if (stream.Length < place.Length)
        {
            // Nothing of it is taken, so that it can be looked at again when more is there.
            throw new InvalidDataException($"it has {stream.Length} bytes; expected {place.Length}");
        }

        length = SpikeStreamReader.ReadBytes(stream, length, place.Length, hash.AppendData);
        if (!hash.GetCurrentHash().AsSpan().SequenceEqual(place.Hash))
        {
            throw new InvalidDataException("other spikes are in it");
        }
    }

    public void Dispose() => hash.Dispose();
}
