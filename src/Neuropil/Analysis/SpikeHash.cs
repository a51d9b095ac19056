using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Neuropil;

/// <summary>The fingerprint of a list of spikes, which may come in parts.</summary>
internal sealed class SpikeHash : IDisposable
{
    private const int PairsPerBlock = 4096;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] block = new byte[PairsPerBlock * 8];

    /// <summary>SHA-256 over little-endian 32-bit pairs (step, neuron), as lower-case hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons)
    {
        using var all = new SpikeHash();
        all.Append(steps, neurons);
        return all.Digits();
    }

    /// <summary>Adds the next spikes.</summary>
    public void Append(ReadOnlySpan<int> steps, ReadOnlySpan<int> neurons)
    {
        for (int start = 0; start < steps.Length; start += PairsPerBlock)
        {
            int count = Math.Min(PairsPerBlock, steps.Length - start);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(8 * i), steps[start + i]);
                BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan((8 * i) + 4), neurons[start + i]);
            }

            hash.AppendData(block, 0, 8 * count);
        }
    }

    /// <summary>The fingerprint of all of them.</summary>
    public string Digits() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
