using System.Buffers.Binary;
using System.Text.Json;

namespace Neuropil.Files;

/// <summary>The head of a file to which spikes are written while a network runs: whose they are.</summary>
/// <remarks>
/// The file, little-endian: the mark <c>NPSPIKE\n</c>, the version (4 bytes), the length of the head (4 bytes), the head as JSON, then blocks. A block has five
/// numbers of 4 bytes: the length of its content, the number of its spikes, its first step, the step behind its last one, and the CRC-32 of these four and
/// the content. The content has for each step with spikes: how many steps after the one before (the first: after the block's first step), the number of
/// spikes, and their cells, the first as it is, then differences. All are variable-length numbers (LEB128: seven bits a byte, low ones first, the eighth bit
/// says that another byte follows). A block that is not complete, at the end of the file, does not count.
/// </remarks>
/// <param name="Name">The name of the cells.</param>
/// <param name="Cells">How many cells are recorded, the silent ones included.</param>
/// <param name="TimeStepSeconds">The time step.</param>
/// <param name="StartStep">The first step that is recorded.</param>
internal sealed record SpikeStreamHead(string Name, int Cells, double TimeStepSeconds, long StartStep)
{
    /// <summary>The version that this program writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Bytes before the content of a block.</summary>
    public const int BlockHeadLength = 20;

    /// <summary>Bytes before the head.</summary>
    public const int PreludeLength = 16;

    public static ReadOnlySpan<byte> Mark => "NPSPIKE\n"u8;

    /// <summary>All bytes before the first block.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        buffer.Write(Mark);
        buffer.Write(new byte[PreludeLength - Mark.Length]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteNumber("cells", Cells);
            json.WriteNumber("time_step_s", TimeStepSeconds);
            json.WriteNumber("start_step", StartStep);
            json.WriteEndObject();
        }

        byte[] bytes = buffer.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Mark.Length), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Mark.Length + sizeof(int)), bytes.Length - PreludeLength);
        return bytes;
    }

    /// <summary>Reads the head and leaves the stream at the first block.</summary>
    /// <exception cref="InvalidDataException">The file is something else, or of another version.</exception>
    public static SpikeStreamHead Read(Stream stream)
    {
        var prelude = new byte[PreludeLength];
        if (stream.ReadAtLeast(prelude, PreludeLength, throwOnEndOfStream: false) < PreludeLength || !prelude.AsSpan(0, Mark.Length).SequenceEqual(Mark))
        {
            throw new InvalidDataException("This is no file of spikes that were written while a network ran.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(prelude.AsSpan(Mark.Length));
        int length = BinaryPrimitives.ReadInt32LittleEndian(prelude.AsSpan(Mark.Length + sizeof(int)));
        if (version != Version)
        {
            throw new InvalidDataException($"The file of spikes has version {version}; this program reads version {Version}.");
        }

        try
        {
            var text = new byte[length >= 0 && length <= stream.Length ? length : throw new InvalidDataException("The head of the file is damaged.")];
            stream.ReadExactly(text);
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new SpikeStreamHead(root.GetProperty("name").GetString()!, root.GetProperty("cells").GetInt32(),
                root.GetProperty("time_step_s").GetDouble(), root.GetProperty("start_step").GetInt64());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or EndOfStreamException)
        {
            throw new InvalidDataException("The head of the file is damaged.", error);
        }
    }
}
