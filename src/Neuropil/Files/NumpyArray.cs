using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Neuropil.Files;

/// <summary>
/// An array in NumPy's file format, version 1.0: of whole numbers of 32 or 64 bits, of 64-bit floating-point numbers or of text, with any number of
/// dimensions (none for a single value). Little-endian, C order.
/// </summary>
/// <remarks>NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays" (2007): magic, version, length and text of the header, data.</remarks>
internal sealed class NumpyArray
{
    private const int Alignment = 64;

    private NumpyArray(string type, int[] shape, byte[] data) => (Type, Shape, Data) = (type, shape, data);

    /// <summary>NumPy's name of the type: <c>&lt;i4</c>, <c>&lt;i8</c>, <c>&lt;f8</c>, or <c>&lt;U</c> and the number of characters.</summary>
    public string Type { get; }

    /// <summary>The length along each dimension.</summary>
    public int[] Shape { get; }

    private byte[] Data { get; }

    /// <summary>A list of whole numbers.</summary>
    public static NumpyArray Of(ReadOnlySpan<int> values) => new("<i4", [values.Length], LittleEndian(values));

    /// <summary>A list of whole numbers of 64 bits.</summary>
    public static NumpyArray Of(ReadOnlySpan<long> values) => new("<i8", [values.Length], LittleEndian(values));

    /// <summary>A list of numbers.</summary>
    public static NumpyArray Of(ReadOnlySpan<double> values) => new("<f8", [values.Length], LittleEndian(values));

    /// <summary>A table of numbers.</summary>
    public static NumpyArray Of(double[,] values)
        => new("<f8", [values.GetLength(0), values.GetLength(1)],
            LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, double>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length)));

    /// <summary>A list of texts, each padded to the length of the longest.</summary>
    public static NumpyArray Of(IReadOnlyList<string> values)
    {
        int[][] runes = [.. values.Select(value => value.EnumerateRunes().Select(rune => rune.Value).ToArray())];
        int width = Math.Max(1, runes.Select(text => text.Length).DefaultIfEmpty(0).Max());
        int[] padded = new int[width * values.Count];
        for (int i = 0; i < runes.Length; i++)
        {
            runes[i].CopyTo(padded, i * width); // UTF-32: one number per character
        }

        return new("<U" + width, [values.Count], LittleEndian<int>(padded));
    }

    /// <summary>The whole numbers of a one-dimensional array.</summary>
    public int[] Integers() => Type == "<i4" ? Values<int>() : throw Mismatch("<i4");

    /// <summary>The whole numbers of 64 bits of a one-dimensional array.</summary>
    public long[] LongIntegers() => Type == "<i8" ? Values<long>() : throw Mismatch("<i8");

    /// <summary>The numbers of a one-dimensional array.</summary>
    public double[] Numbers() => Type == "<f8" ? Values<double>() : throw Mismatch("<f8");

    /// <summary>The texts of a one-dimensional array.</summary>
    public string[] Texts()
    {
        if (!Type.StartsWith("<U", StringComparison.Ordinal) || !int.TryParse(Type.AsSpan(2), out int width) || width < 1)
        {
            throw Mismatch("<U");
        }

        int[] characters = Values<int>();
        string[] texts = new string[Shape[0]];
        for (int i = 0; i < texts.Length; i++)
        {
            var text = new StringBuilder();
            foreach (int character in characters.AsSpan(i * width, width))
            {
                _ = character == 0 ? text : text.Append(Rune.IsValid(character) ? new Rune(character).ToString() : "\uFFFD");
            }

            texts[i] = text.ToString();
        }

        return texts;
    }

    /// <summary>Writes the array as the content of an <c>.npy</c> file.</summary>
    public void Write(Stream stream)
    {
        string shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        string dictionary = $"{{'descr': '{Type}', 'fortran_order': False, 'shape': {shape}, }}";
        int unpadded = NumpyHeader.PrefixLength + dictionary.Length + 1;
        int length = (unpadded + Alignment - 1) / Alignment * Alignment;
        stream.Write(NumpyHeader.Prefix(length - NumpyHeader.PrefixLength));
        stream.Write(Encoding.ASCII.GetBytes(dictionary.PadRight(length - NumpyHeader.PrefixLength - 1) + "\n"));
        stream.Write(Data);
    }

    /// <summary>Reads the content of an <c>.npy</c> file.</summary>
    /// <exception cref="InvalidDataException">It is not one, is of a type that is not supported, or is cut short.</exception>
    public static NumpyArray Read(Stream stream)
    {
        (string type, int[] shape) = NumpyHeader.Read(stream);
        long size = type switch
        {
            "<i4" => 4,
            "<i8" or "<f8" => 8,
            _ when type.StartsWith("<U", StringComparison.Ordinal) && int.TryParse(type.AsSpan(2), out int width) && width > 0 => 4L * width,
            _ => throw new InvalidDataException($"Arrays of NumPy type '{type}' are not supported; there are <i4, <i8, <f8 and <U."),
        };
        foreach (int length in shape)
        {
            size = checked(size * length);
        }

        var data = new MemoryStream();
        stream.CopyTo(data); // what is there, before memory is given to what a damaged header claims
        return data.Length == size
            ? new NumpyArray(type, shape, data.ToArray())
            : throw new InvalidDataException($"The array has {data.Length} bytes of data; its header announces {size}.");
    }

    private static byte[] LittleEndian<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        return BitConverter.IsLittleEndian ? bytes : Swapped<T>(bytes);
    }

    private T[] Values<T>()
        where T : struct
        => Shape.Length == 1
            ? MemoryMarshal.Cast<byte, T>(BitConverter.IsLittleEndian ? Data : Swapped<T>(Data)).ToArray()
            : throw new InvalidDataException($"Expected a list, found an array of {Shape.Length} dimensions.");

    private static byte[] Swapped<T>(byte[] bytes)
        where T : struct
    {
        byte[] swapped = [.. bytes];
        int size = Marshal.SizeOf<T>();
        for (int i = 0; i < swapped.Length; i += size)
        {
            swapped.AsSpan(i, size).Reverse();
        }

        return swapped;
    }

    private InvalidDataException Mismatch(string expected) => new($"Expected an array of type {expected}, found {Type}.");
}
