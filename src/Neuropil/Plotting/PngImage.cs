using System.Buffers.Binary;
using System.IO.Compression;
using Neuropil.Files;

namespace Neuropil.Plotting;

/// <summary>Writes pictures of few colours as PNG: one byte per pixel that counts into a palette with opacities.</summary>
/// <remarks>ISO/IEC 15948 (2003), "Portable Network Graphics": chunks IHDR, PLTE, tRNS, IDAT, IEND; colour type 3, bit depth 8.</remarks>
internal static class PngImage
{
    /// <summary>The file with the given pixels, rows from the top, each an index into the palette of at most 256 colours.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, ReadOnlySpan<(Colour Colour, byte Opacity)> palette)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3); // bits per index, colour type "indexed"; compression, filter and interlace methods are 0
        WriteChunk(file, "IHDR"u8, header);
        byte[] colours = new byte[3 * palette.Length];
        byte[] opacities = new byte[palette.Length];
        for (int i = 0; i < palette.Length; i++)
        {
            (Colour colour, opacities[i]) = palette[i];
            (colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]) = (colour.Red, colour.Green, colour.Blue);
        }

        WriteChunk(file, "PLTE"u8, colours);
        WriteChunk(file, "tRNS"u8, opacities);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width, height));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int width, int height)
    {
        // Each row begins with the number of its filter, 0 for none: indices do not gain from differences.
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            pixels.Slice(y * width, width).CopyTo(rows.AsSpan((y * (width + 1)) + 1));
        }

        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Of(data, Crc32.Of(type)));
        file.Write(word);
    }
}
