namespace Neuropil.Files;

/// <summary>How a table of records is written.</summary>
internal enum TableFormat
{
    Npz,
    Csv,
}

/// <summary>Chooses the format of a table by the ending of its file's name.</summary>
internal static class TableFormats
{
    /// <summary>The format that the name asks for.</summary>
    /// <exception cref="ArgumentException">The ending is neither <c>.npz</c> nor <c>.csv</c>.</exception>
    public static TableFormat Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path);
        return extension.ToUpperInvariant() switch
        {
            ".NPZ" => TableFormat.Npz,
            ".CSV" => TableFormat.Csv,
            _ => throw new ArgumentException($"Records are saved as .npz or .csv, not '{extension}': '{path}'.", nameof(path)),
        };
    }
}
