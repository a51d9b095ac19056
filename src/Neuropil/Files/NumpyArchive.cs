using System.IO.Compression;

namespace Neuropil.Files;

/// <summary>Several named arrays in one <c>.npz</c> file, as <c>numpy.load</c> reads it: a ZIP archive of <c>.npy</c> files.</summary>
internal static class NumpyArchive
{
    private const string Extension = ".npy";

    // The same arrays give the same bytes: ZIP entries carry a date, and this is the first that they can.
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the arrays in their order; the file is either complete or not there.</summary>
    public static void Write(string path, IEnumerable<(string Name, NumpyArray Array)> arrays)
        => CompleteFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NumpyArray array) in arrays)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.Fastest);
                entry.LastWriteTime = NoDate;
                using Stream content = entry.Open();
                array.Write(content);
            }
        });

    /// <summary>Reads all arrays.</summary>
    /// <exception cref="InvalidDataException">The file is not such an archive, or an array in it is damaged; the message names file and array.</exception>
    public static NumpyArrays Read(string path)
    {
        var arrays = new Dictionary<string, NumpyArray>(StringComparer.Ordinal);
        string part = "archive";
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                part = entry.FullName;
                if (part.EndsWith(Extension, StringComparison.Ordinal))
                {
                    arrays[part[..^Extension.Length]] = NumpyArray.Read(Content(entry));
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or OverflowException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' is damaged, or not an .npz file ({part}): {error.Message}", error);
        }

        return new NumpyArrays(path, arrays);
    }

    /// <summary>An entry's bytes, checked: the base library does not compare the checksum when it reads.</summary>
    private static MemoryStream Content(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        using (Stream content = entry.Open())
        {
            content.CopyTo(bytes);
        }

        bytes.Position = 0;
        return Crc32.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) == entry.Crc32
            ? bytes
            : throw new InvalidDataException("The content does not match its checksum.");
    }
}

/// <summary>The arrays read from one file, by name.</summary>
internal sealed class NumpyArrays(string path, Dictionary<string, NumpyArray> arrays)
{
    /// <summary>The array of this name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public NumpyArray this[string name]
        => arrays.TryGetValue(name, out NumpyArray? array)
            ? array
            : throw new InvalidDataException($"'{path}' has no array '{name}'; it has {string.Join(", ", arrays.Keys.Order(StringComparer.Ordinal))}.");
}
