using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuropil.Files;

/// <summary>The header of an <c>.npy</c> file: a Python dictionary of three entries.</summary>
internal static class NumpyHeader
{
    /// <summary>Magic, version and the length of what follows.</summary>
    public const int PrefixLength = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The bytes before a dictionary of <paramref name="dictionaryLength"/> bytes.</summary>
    public static byte[] Prefix(int dictionaryLength)
    {
        byte[] prefix = new byte[PrefixLength];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteUInt16LittleEndian(prefix.AsSpan(8), checked((ushort)dictionaryLength));
        return prefix;
    }

    /// <summary>Reads a header: the type and the shape.</summary>
    /// <exception cref="InvalidDataException">It is not one, or the array is in Fortran's order.</exception>
    public static (string Type, int[] Shape) Read(Stream stream)
    {
        byte[] prefix = new byte[PrefixLength];
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength || !prefix.AsSpan(0, 8).SequenceEqual(Magic))
        {
            throw new InvalidDataException("Not a NumPy array of format version 1.0.");
        }

        byte[] bytes = new byte[BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8))];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("The header of the NumPy array is cut short.");
        }

        string dictionary = Encoding.Latin1.GetString(bytes);
        string type = Between(dictionary, "'descr': '", "'");
        string order = Between(dictionary, "'fortran_order': ", ",");
        string shape = Between(dictionary, "'shape': (", ")");
        return order == "False" ? (type, ParseShape(shape)) : throw new InvalidDataException("NumPy arrays in Fortran's order are not supported.");
    }

    private static string Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        int end = start < 0 ? -1 : text.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        return end >= 0
            ? text[(start + before.Length)..end]
            : throw new InvalidDataException($"The header of the NumPy array has no {before.TrimEnd(' ', '(', '\'')} entry.");
    }

    private static int[] ParseShape(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                throw new InvalidDataException($"The shape of the NumPy array is '({text})'.");
            }
        }

        return shape;
    }
}
