using System.Buffers.Binary;

namespace Neuropil.Files;

/// <summary>A block of a file of spikes, made and read; <see cref="SpikeStreamHead"/> says what it looks like.</summary>
internal static class SpikeBlock
{
    // Bytes of the longest variable-length number.
    private const int LongestNumber = 5;

    /// <summary>Makes a block of spikes that are ordered by step and cell.</summary>
    /// <param name="steps">The step of each.</param>
    /// <param name="cells">The cell of each.</param>
    /// <param name="firstStep">The first step that the block tells of.</param>
    /// <param name="stopStep">The step behind the last that it tells of.</param>
    /// <param name="block">Where it is put; made larger as needed.</param>
    /// <returns>Its length.</returns>
    public static int Write(ReadOnlySpan<int> steps, ReadOnlySpan<int> cells, int firstStep, int stopStep, ref byte[] block)
    {
        long most = SpikeStreamHead.BlockHeadLength + (3L * LongestNumber * steps.Length);
        if (block.Length < most)
        {
            block = new byte[most];
        }

        int at = SpikeStreamHead.BlockHeadLength;
        int step = firstStep;
        for (int i = 0; i < steps.Length;)
        {
            int end = i + 1;
            while (end < steps.Length && steps[end] == steps[i])
            {
                end++;
            }

            Put(block, ref at, steps[i] - step);
            Put(block, ref at, end - i);
            step = steps[i];
            for (int cell = 0; i < end; i++)
            {
                Put(block, ref at, cells[i] - cell);
                cell = cells[i];
            }
        }

        BinaryPrimitives.WriteInt32LittleEndian(block, at - SpikeStreamHead.BlockHeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), steps.Length);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(8), firstStep);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(12), stopStep);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(16), Checksum(block, block.AsSpan(SpikeStreamHead.BlockHeadLength..at)));
        return at;
    }

    /// <summary>The checksum of a block.</summary>
    public static uint Checksum(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content) => Crc32.Of(content, Crc32.Of(head[..16]));

    /// <summary>Reads the content of a block.</summary>
    /// <exception cref="InvalidDataException">It has another number of spikes than the head says.</exception>
    public static void Read(ReadOnlySpan<byte> content, int firstStep, Span<int> steps, Span<int> cells)
    {
        int at = 0;
        int step = firstStep;
        int i = 0;
        while (i < steps.Length)
        {
            step += Take(content, ref at);
            int count = Take(content, ref at);
            int cell = 0;
            if (count <= 0 || count > steps.Length - i)
            {
                throw new InvalidDataException("A block of spikes contradicts itself.");
            }

            for (int end = i + count; i < end; i++)
            {
                cell += Take(content, ref at);
                (steps[i], cells[i]) = (step, cell);
            }
        }

        if (at != content.Length)
        {
            throw new InvalidDataException("A block of spikes contradicts itself.");
        }
    }

    private static void Put(byte[] block, ref int at, int number)
    {
        uint rest = (uint)number;
        while (rest >= 0x80)
        {
            block[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        block[at++] = (byte)rest;
    }

    private static int Take(ReadOnlySpan<byte> content, ref int at)
    {
        uint number = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (at == content.Length || shift > 28)
            {
                throw new InvalidDataException("A block of spikes contradicts itself.");
            }

            byte next = content[at++];
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)number;
            }
        }
    }
}
