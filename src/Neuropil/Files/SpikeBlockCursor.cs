using System.Buffers.Binary;

namespace Neuropil.Files;

/// <summary>Goes through a file of spikes block by block, also while it is written; it holds one block.</summary>
internal sealed class SpikeBlockCursor : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly long end;
    private readonly long fromStep;
    private readonly long toStep;
    private readonly byte[] blockHead = new byte[SpikeStreamHead.BlockHeadLength];
    private byte[] content = [];
    private int[] steps = [];
    private int[] cells = [];
    private int count;

    /// <summary>Opens a file before its first block.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The bytes that count; a block at their end that is not complete does not.</param>
    /// <param name="fromStep">The first step that is wanted; earlier ones may come too.</param>
    /// <param name="toStep">The step behind the last that is wanted.</param>
    /// <exception cref="InvalidDataException">The file is something else; the message names it.</exception>
    public SpikeBlockCursor(string path, long length, long fromStep, long toStep)
    {
        (this.path, this.fromStep, this.toStep) = (path, fromStep, toStep);
        stream = SpikeStreamReader.Open(path);
        try
        {
            Head = SpikeStreamHead.Read(stream);
        }
        catch (InvalidDataException error)
        {
            stream.Dispose();
            throw Named(error);
        }

        end = Math.Min(length, stream.Length);
        StopStep = (int)Head.StartStep;
    }

    /// <summary>Whose spikes they are.</summary>
    public SpikeStreamHead Head { get; }

    /// <summary>The step up to which the blocks so far tell of spikes.</summary>
    public int StopStep { get; private set; }

    /// <summary>The step of each spike of the block.</summary>
    public ReadOnlySpan<int> Steps => steps.AsSpan(0, count);

    /// <summary>The cell of each spike of the block.</summary>
    public ReadOnlySpan<int> Cells => cells.AsSpan(0, count);

    /// <summary>Reads the next block that tells of a step that is wanted; false where there is none.</summary>
    /// <exception cref="InvalidDataException">A block before the last is damaged; the message names the file.</exception>
    public bool Next()
    {
        try
        {
            while (end - stream.Position >= blockHead.Length)
            {
                long begin = stream.Position;
                stream.ReadExactly(blockHead);
                int bytes = BinaryPrimitives.ReadInt32LittleEndian(blockHead);
                if (bytes < 0 || bytes > end - stream.Position)
                {
                    stream.Position = end;
                    return false;
                }

                var (first, last) = (BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(8)), BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(12)));
                if (first >= toStep || last <= fromStep)
                {
                    stream.Position += bytes;
                    StopStep = last;
                    continue;
                }

                if (!Take(bytes, first, begin))
                {
                    return false;
                }

                StopStep = last;
                return true;
            }

            return false;
        }
        catch (InvalidDataException error)
        {
            throw Named(error);
        }
    }

    public void Dispose() => stream.Dispose();

    // False for a damaged block at the end, which counts as one that is not complete.
    private bool Take(int bytes, int firstStep, long begin)
    {
        content = content.Length < bytes ? new byte[bytes] : content;
        var block = content.AsSpan(0, bytes);
        stream.ReadExactly(block);
        if (SpikeBlock.Checksum(blockHead, block) != BinaryPrimitives.ReadUInt32LittleEndian(blockHead.AsSpan(16)))
        {
            return stream.Position >= end ? false : throw new InvalidDataException($"the block at byte {begin} does not match its checksum");
        }

        count = BinaryPrimitives.ReadInt32LittleEndian(blockHead.AsSpan(4));
        if (steps.Length < count)
        {
            (steps, cells) = (new int[count], new int[count]);
        }

        SpikeBlock.Read(block, firstStep, steps.AsSpan(0, count), cells.AsSpan(0, count));
        return true;
    }

    private InvalidDataException Named(InvalidDataException error) => new($"'{path}': {error.Message}", error);
}
