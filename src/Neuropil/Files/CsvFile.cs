using System.Buffers.Text;
using System.Text;

namespace Neuropil.Files;

/// <summary>
/// Writes tables of comma-separated values as RFC 4180 describes them, with a header line, straight into bytes: a million spikes are a
/// million lines.
/// </summary>
internal sealed class CsvFile
{
    private const int LongestNumber = 32;
    private readonly Stream stream;
    private readonly byte[] buffer = new byte[64 * 1024];
    private int used;
    private bool lineBegun;

    private CsvFile(Stream stream) => this.stream = stream;

    /// <summary>Lets <paramref name="fill"/> write the table; the file is either complete or not there.</summary>
    public static void Write(string path, Action<CsvFile> fill)
        => CompleteFile.Write(path, stream =>
        {
            var file = new CsvFile(stream);
            fill(file);
            file.Flush();
        });

    /// <summary>The next field of the line: the shortest text that reads back as the same number; empty for NaN.</summary>
    public void Field(double value)
    {
        Separate();
        if (!double.IsNaN(value))
        {
            Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out int written);
            used += written;
        }
    }

    /// <summary>The next field of the line.</summary>
    public void Field(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out int written);
        used += written;
    }

    /// <summary>The next field of the line, quoted where it has a comma, a quote or a line break.</summary>
    public void Field(string value) => Field(Encoded(value));

    /// <summary>The next field of the line, made by <see cref="Encoded"/>: encoded once, written often.</summary>
    public void Field(ReadOnlySpan<byte> encoded)
    {
        Separate();
        while (encoded.Length > buffer.Length - used)
        {
            int part = buffer.Length - used;
            encoded[..part].CopyTo(buffer.AsSpan(used));
            used += part;
            encoded = encoded[part..];
            Flush();
        }

        encoded.CopyTo(buffer.AsSpan(used));
        used += encoded.Length;
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        Reserve();
        buffer[used++] = (byte)'\n';
        lineBegun = false;
    }

    /// <summary>The heading of a column: what it has, and the unit where there is one.</summary>
    public static string Heading(string name, string unit) => unit.Length == 0 ? name : $"{name} ({unit})";

    /// <summary>The bytes of a text as a field.</summary>
    public static byte[] Encoded(string value)
        => Encoding.UTF8.GetBytes(value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);

    private void Separate()
    {
        Reserve();
        if (lineBegun)
        {
            buffer[used++] = (byte)',';
        }

        lineBegun = true;
    }

    private void Reserve()
    {
        if (buffer.Length - used < LongestNumber)
        {
            Flush();
        }
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
