using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Neuropil.Tests.Plotting;

/// <summary>A palette PNG read back by the book: chunk by chunk, with their checksums.</summary>
internal sealed class DecodedPng
{
    private readonly Dictionary<string, byte[]> chunks = new(StringComparer.Ordinal);

    public DecodedPng(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        int at = 8;
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            byte[] content = file[(at + 4)..(at + 8 + length)];
            Assert.Equal(Crc(content), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add(Encoding.ASCII.GetString(content, 0, 4), content[4..]);
            at += 12 + length;
        }

        Assert.Equal("IEND", chunks.Keys.Last());
        Width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        Height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        Assert.Equal([8, 3, 0, 0, 0], chunks["IHDR"][8..]);
        using var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Rows = rows.ToArray();
        Assert.Equal((Width + 1) * Height, Rows.Length);
        Assert.All(Enumerable.Range(0, Height), y => Assert.Equal(0, Rows[y * (Width + 1)])); // filter type "none"
    }

    public int Width { get; }

    public int Height { get; }

    private byte[] Rows { get; }

    public static DecodedPng FromDataUri(string uri)
    {
        const string Prefix = "data:image/png;base64,";
        Assert.StartsWith(Prefix, uri, StringComparison.Ordinal);
        return new DecodedPng(Convert.FromBase64String(uri[Prefix.Length..]));
    }

    public (byte Red, byte Green, byte Blue, byte Opacity) Pixel(int x, int y)
    {
        int index = Rows[(y * (Width + 1)) + 1 + x];
        byte[] palette = chunks["PLTE"];
        return (palette[3 * index], palette[(3 * index) + 1], palette[(3 * index) + 2], chunks["tRNS"][index]);
    }

    /// <summary>The fraction of pixels that are not transparent in a part of the picture, given as fractions of its width and height.</summary>
    public double FractionInked(double left, double right, double top, double bottom)
    {
        int count = 0;
        int inked = 0;
        for (int y = (int)Math.Ceiling(top * Height); y < (int)(bottom * Height); y++)
        {
            for (int x = (int)Math.Ceiling(left * Width); x < (int)(right * Width); x++)
            {
                count++;
                inked += Pixel(x, y).Opacity > 0 ? 1 : 0;
            }
        }

        return (double)inked / count;
    }

    /// <summary>The mean opacity of a part of the picture, from 0 to 1.</summary>
    public double MeanOpacity(double left, double right, double top, double bottom)
    {
        var opacities = from y in Enumerable.Range((int)(top * Height), (int)((bottom - top) * Height))
                        from x in Enumerable.Range((int)(left * Width), (int)((right - left) * Width))
                        select Pixel(x, y).Opacity / 255.0;
        return opacities.Average();
    }

    // Bit by bit, as the standard's annex D defines it.
    private static uint Crc(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
