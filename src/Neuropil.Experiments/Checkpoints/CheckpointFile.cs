using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Neuropil.Experiments;

/// <summary>
/// The file that an interrupted run goes on from: a mark, the format's version, a header that names the run, whatever the experiment saved, and at
/// the end its length, a SHA-256 of everything before, and a second mark whose absence tells a file that was cut short.
/// </summary>
/// <remarks>
/// Layout, little-endian: mark (8 bytes), version (4), header length (4), header (JSON), payload, payload length (8), SHA-256 (32), end mark (8).
/// </remarks>
internal static class CheckpointFile
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "checkpoint.npc";

    /// <summary>The version of the format that this program writes and reads. In version 1 the payload was of a single simulation.</summary>
    public const int Version = 2;

    private const int FixedHeadLength = 16;
    private const int TailLength = 48;

    private static ReadOnlySpan<byte> Mark => "NPCKPT\r\n"u8;

    private static ReadOnlySpan<byte> EndMark => "NPCKEND\n"u8;

    /// <summary>Writes a checkpoint whose payload is what <paramref name="payload"/> writes, front to back.</summary>
    public static void Write(Stream file, CheckpointHeader header, Action<Stream> payload)
    {
        byte[] json = header.ToJson();
        using var hashed = new HashingStream(file);
        hashed.Write(Mark);
        WriteInt32(hashed, Version);
        WriteInt32(hashed, json.Length);
        hashed.Write(json);
        long begin = hashed.Position;
        payload(hashed);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, hashed.Position - begin);
        hashed.Write(length);
        file.Write(hashed.Hash());
        file.Write(EndMark);
    }

    /// <summary>Verifies a checkpoint and opens its payload, which the caller disposes.</summary>
    /// <exception cref="UserErrorException">There is none, or it is damaged, cut short, of something else, or of a newer program: names the file and the
    /// reason.</exception>
    public static (CheckpointHeader Header, Stream Payload) Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            CheckpointHeader header = Verify(file, out long begin, out long length);
            return (header, new SectionStream(file, begin, length, ownsFile: true));
        }
        catch (FormatException error)
        {
            file?.Dispose();
            throw new UserErrorException($"{OneLine.Quote(path)}: {error.Message}", error);
        }
        catch (Exception error) when (OutputFolder.IsAboutFiles(error))
        {
            file?.Dispose();
            throw new UserErrorException($"{OneLine.Quote(path)}: cannot be read: {OutputFolder.Reason(error)}", error);
        }
    }

    private static CheckpointHeader Verify(FileStream file, out long begin, out long length)
    {
        Span<byte> head = stackalloc byte[FixedHeadLength];
        int read = file.ReadAtLeast(head, FixedHeadLength, throwOnEndOfStream: false);
        int comparable = Math.Min(read, Mark.Length);
        if (comparable == 0 || !head[..comparable].SequenceEqual(Mark[..comparable]))
        {
            throw new FormatException("this is no checkpoint of Neuropil");
        }

        // The version comes before everything that a later version may do differently.
        int version = read >= 12 ? BinaryPrimitives.ReadInt32LittleEndian(head[8..]) : Version;
        if (version > Version)
        {
            throw new FormatException($"this checkpoint is of a newer Neuropil (format {version}; this one reads {Version})");
        }

        if (version < Version)
        {
            throw new FormatException($"this checkpoint is of an older Neuropil (format {version}; this one reads {Version})");
        }

        int headerLength = read == FixedHeadLength ? BinaryPrimitives.ReadInt32LittleEndian(head[12..]) : 0;
        Span<byte> tail = stackalloc byte[TailLength];
        bool hasTail = file.Length >= FixedHeadLength + (long)TailLength;
        if (hasTail)
        {
            file.Position = file.Length - TailLength;
            file.ReadExactly(tail);
        }

        if (!hasTail || !tail[40..].SequenceEqual(EndMark))
        {
            throw new FormatException("this checkpoint is cut short, or its end is damaged");
        }

        byte[] hash = Hash(file, file.Length - 40);
        if (!hash.AsSpan().SequenceEqual(tail[8..40]))
        {
            throw new FormatException("this checkpoint is damaged: its checksum does not fit its content");
        }

        begin = FixedHeadLength + headerLength;
        length = BinaryPrimitives.ReadInt64LittleEndian(tail);
        if (headerLength < 0 || begin + length + TailLength != file.Length)
        {
            throw new FormatException("this checkpoint contradicts itself about its length");
        }

        byte[] header = new byte[headerLength];
        file.Position = FixedHeadLength;
        file.ReadExactly(header);
        return CheckpointHeader.FromJson(header);
    }

    private static byte[] Hash(FileStream file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        file.Position = 0;
        while (length > 0)
        {
            int count = file.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (count == 0)
            {
                throw new FormatException("this checkpoint was cut short while it was read");
            }

            hash.AppendData(buffer, 0, count);
            length -= count;
        }

        return hash.GetHashAndReset();
    }

    private static void WriteInt32(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }
}
