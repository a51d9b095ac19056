using System.Buffers.Binary;

namespace Neuropil.Files;

/// <summary>Takes some spikes: the step and the cell of each.</summary>
internal delegate void SpikeAction(ReadOnlySpan<int> steps, ReadOnlySpan<int> cells);

/// <summary>Reads spikes block by block, also while they are written.</summary>
internal static class SpikeStreamReader
{
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
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        try
        {
            var head = SpikeStreamHead.Read(stream);
            long end = Math.Min(length, stream.Length);
            int stop = (int)head.StartStep;
            var blockHead = new byte[SpikeStreamHead.BlockHeadLength];
            while (end - stream.Position >= blockHead.Length)
            {
                long begin = stream.Position;
                stream.ReadExactly(blockHead);
                int bytes = BinaryPrimitives.ReadInt32LittleEndian(blockHead);
                if (bytes < 0 || bytes > end - stream.Position)
                {
                    break;
                }

                var (first, last) = (BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(12)));
                if (first < toStep && last > fromStep)
                {
                    var content = new byte[bytes];
                    stream.ReadExactly(content);
                    if (SpikeBlock.Checksum(blockHead, content) != BinaryPrimitives.ReadUInt32LittleEndian(blockHead.AsSpan(16)))
                    {
                        if (stream.Position >= end)
                        {
                            break;
                        }

                        throw new InvalidDataException($"the block at byte {begin} does not match its checksum");
                    }

                    var (steps, cells) = (new int[BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(4))],
                        new int[BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(4))]);
                    SpikeBlock.Read(content, first, steps, cells);
                    action(steps, cells);
                }
                else
                {
                    stream.Position += bytes;
                }

                stop = last;
            }

            return (head, stop);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}': {error.Message}", error);
        }
    }
}
