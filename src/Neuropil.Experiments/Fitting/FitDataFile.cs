using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Neuropil.Experiments;

/// <summary>
/// Reads an f-I curve from a CSV file with a header: columns <c>current</c>, <c>rate</c> and, if known, <c>sd</c>, with their units in the header
/// (<c>current (pA)</c>). What cannot be read is named by file, line and column.
/// </summary>
internal sealed partial class FitDataFile
{
    private readonly string path;
    private readonly CsvReader reader;
    private readonly string[] header;

    private FitDataFile(string path, CsvReader reader)
    {
        (this.path, this.reader) = (path, reader);
        header = ReadHeader();
    }

    /// <summary>The columns of an f-I curve.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The names of the three columns.</param>
    /// <param name="currentUnit">The unit of currents whose column names none; empty for none.</param>
    /// <param name="fewest">The smallest number of rows that is of use.</param>
    /// <exception cref="UserErrorException">The file cannot be read; the message says where.</exception>
    public static FitData Read(string path, (string Current, string Rate, string Deviation) columns, string currentUnit, int fewest)
    {
        try
        {
            // The number of values in a line is checked here, where the message can name the file.
            using var file = CsvReader.FromFile(path, new CsvReaderOptions
            {
                TrimWhitespace = true, CommentPrefix = '#', TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Allow,
            });
            return new FitDataFile(path, file).Read(columns, currentUnit, fewest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or CsvFormatException)
        {
            throw new UserErrorException($"--data: {OneLine.Quote(path)} cannot be read: {error.Message}", error);
        }
    }

    private string[] ReadHeader()
    {
        reader.ReadHeader();
        string[] names = [.. reader.Headers];
        return names.Length > 0 ? names : throw Wrong("is empty; expected a header such as current (pA),rate (Hz)");
    }

    private FitData Read((string Current, string Rate, string Deviation) columns, string currentUnit, int fewest)
    {
        int current = Find(columns.Current, "--current-column");
        int rate = Find(columns.Rate, "--rate-column");
        int deviation = Array.FindIndex(header, title => NameOf(title) == columns.Deviation);
        double ampere = Unit(current, currentUnit, "--current-unit", Current.Dimension, "pA");
        double hertz = Unit(rate, "Hz", "", Frequency.Dimension, "Hz");
        double hertzOfDeviation = deviation < 0 ? 1 : Unit(deviation, "Hz", "", Frequency.Dimension, "Hz");
        var (currents, rates, deviations) = (new List<double>(), new List<double>(), new List<double>());
        while (reader.Read())
        {
            if (reader.FieldCount != header.Length)
            {
                throw Wrong($"line {reader.LineNumber}: there are {reader.FieldCount} values, but the header has {header.Length} columns");
            }

            currents.Add(Number(current) * ampere);
            rates.Add(Rate(rate) * hertz);
            if (deviation >= 0)
            {
                deviations.Add(Positive(deviation) * hertzOfDeviation);
            }
        }

        return currents.Count >= fewest
            ? new FitData([.. currents], [.. rates], deviation < 0 ? null : [.. deviations])
            : throw Wrong($"has {currents.Count} row{(currents.Count == 1 ? "" : "s")} of data, "
                + $"but a fit of {fewest - 1} parameter{(fewest == 2 ? "" : "s")} needs {fewest} or more");
    }

    private int Find(string name, string option)
    {
        int column = Array.FindIndex(header, title => NameOf(title) == name);
        return column >= 0 ? column : throw Wrong($"has no column {OneLine.Quote(name)} ({option}); it has {string.Join(", ", header.Select(OneLine.Quote))}");
    }

    private double Unit(int column, string otherwise, string option, Dimension dimension, string example)
    {
        string written = Title().Match(header[column]).Groups["unit"].Value;
        string unit = written.Length > 0 ? written : otherwise;
        if (unit.Length == 0)
        {
            string better = OneLine.Quote($"{header[column]} ({example})");
            throw Wrong($"column {OneLine.Quote(header[column])}: it has no unit; write {better} or give {option} {example}");
        }

        return Quantity.TryParse($"1 {unit}", out var one) && one.Dimension == dimension
            ? one.SiValue
            : throw Wrong($"column {OneLine.Quote(header[column])}: {OneLine.Quote(unit)} is no unit of {dimension.Description}");
    }

    private double Number(int column)
    {
        string text = reader.GetString(column);
        return !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? throw WrongCell(column, text.Length == 0 ? "there is no value" : $"{OneLine.Quote(text)} is no number")
            : double.IsFinite(value) ? value : throw WrongCell(column, $"{OneLine.Quote(text)} is not finite");
    }

    private double Rate(int column) => Number(column) is >= 0 and var value ? value
        : throw WrongCell(column, $"{OneLine.Quote(reader.GetString(column))} is no rate; expected 0 or more");

    private double Positive(int column) => Number(column) is > 0 and var value ? value
        : throw WrongCell(column, $"{OneLine.Quote(reader.GetString(column))} is no standard deviation; expected more than 0");

    private UserErrorException WrongCell(int column, string what) => Wrong($"line {reader.LineNumber}, column {OneLine.Quote(header[column])}: {what}");

    private UserErrorException Wrong(string what)
    {
        bool isOfFile = what.StartsWith("has", StringComparison.Ordinal) || what.StartsWith("is", StringComparison.Ordinal);
        return new UserErrorException($"--data: {OneLine.Quote(path)}{(isOfFile ? " " : ", ")}{what}.");
    }

    private static string NameOf(string title) => Title().Match(title).Groups["name"].Value;

    // "current", "current (pA)", "current [pA]".
    [GeneratedRegex(@"^(?<name>.*?)\s*([(\[](?<unit>[^)\]]*)[)\]])?\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}
