namespace Neuropil.Files;

/// <summary>The checksum of PNG chunks and ZIP entries: CRC-32 of ISO 3309, which the base library has only in a package of its own.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320; // reflected
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of some bytes, or of more bytes after those whose checksum is <paramref name="before"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> data, uint before = 0)
    {
        uint crc = ~before;
        foreach (byte value in data)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c & 1) == 0 ? c >> 1 : Polynomial ^ (c >> 1);
            }

            table[n] = c;
        }

        return table;
    }
}
