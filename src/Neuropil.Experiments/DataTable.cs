using System.Globalization;

namespace Neuropil.Experiments;

/// <summary>Tables of numbers beside the report, as comma-separated values.</summary>
internal static class DataTable
{
    /// <summary>A table with a line of headers, which carry the units; numbers are written so that they read back as the same, NaN as an empty field.</summary>
    public static ExperimentFile Of(string name, string description, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<double>> rows)
    {
        var lines = rows.Select(row => string.Join(',', row.Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))));
        return ExperimentFile.OfText(name, description, string.Join('\n', lines.Prepend(string.Join(',', headers))) + "\n");
    }

    /// <summary>
    /// The decimal number of 15 digits that stands for a value that was typed and then divided by its unit: 250 pF / 1 pF is 250.00000000000003 in binary
    /// numbers.
    /// </summary>
    public static double Typed(double quotient) => double.Parse(quotient.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A header; one with a comma or a quotation mark in it stands in quotation marks (RFC 4180).</summary>
    public static string Quote(string header)
        => header.AsSpan().IndexOfAny(',', '"') < 0 ? header : $"\"{header.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
