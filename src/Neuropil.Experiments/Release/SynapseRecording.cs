using System.Globalization;
using CsvHelper;

namespace Neuropil.Experiments;

/// <summary>Amplitudes of one synapse under a train of spikes, repeated from rest.</summary>
/// <param name="Times">The spikes, ms.</param>
/// <param name="Amplitudes">For each repeat the amplitude at each spike.</param>
/// <param name="Condition">The condition of the recording, such as a concentration of calcium, of which U is a function; empty for the only one.</param>
internal sealed record SynapseRecording(double[] Times, double[][] Amplitudes, string Condition = "")
{
    /// <summary>The columns of a file: one row for each amplitude.</summary>
    public static readonly string[] Columns = ["train", "repeat", "time (ms)", "amplitude"];

    /// <summary>A further column, of recordings under several conditions.</summary>
    public const string ConditionColumn = "condition";

    /// <summary>The mean over repeats at each spike.</summary>
    public double[] Mean => [.. Times.Select((_, k) => Amplitudes.Average(row => row[k]))];

    /// <summary>The same, of the first spikes only.</summary>
    public SynapseRecording First(int spikes) => this with
    {
        Times = Times[..spikes], Amplitudes = [.. Amplitudes.Select(row => row[..spikes])],
    };

    /// <summary>Reads a file of amplitudes.</summary>
    /// <exception cref="UserErrorException">It cannot be read, a column is missing, or repeats of a train have other spikes than its first one.</exception>
    public static IReadOnlyList<SynapseRecording> Read(string path)
    {
        var rows = Rows(path);
        return [.. rows.GroupBy(row => (row.Condition, row.Train)).Select(train =>
        {
            var repeats = train.GroupBy(row => row.Repeat).Select(repeat => repeat.OrderBy(row => row.Time).ToArray()).ToList();
            double[] times = [.. repeats[0].Select(row => row.Time)];
            var other = repeats.Find(repeat => !repeat.Select(row => row.Time).SequenceEqual(times));
            Refuse.If(
                other is not null,
                $"--data: {OneLine.Quote(path)}, train {train.Key.Train}: repeat {other?[0].Repeat} has other spikes than repeat {repeats[0][0].Repeat}; "
                + "each train is a number of its own.");
            return new SynapseRecording(times, [.. repeats.Select(repeat => repeat.Select(row => row.Amplitude).ToArray())], train.Key.Condition);
        })];
    }

    private static List<(string Condition, string Train, string Repeat, double Time, double Amplitude)> Rows(string path)
    {
        try
        {
            using var reader = CsvReader.FromFile(path, new CsvReaderOptions
            {
                TrimWhitespace = true, CommentPrefix = '#', TrackLineNumbers = true, FieldCountMismatch = CsvFieldCountHandling.Allow,
            });
            reader.ReadHeader();
            string[] header = [.. reader.Headers];
            int[] at = [.. Columns.Select(column => Array.FindIndex(header, title => title.StartsWith(column, StringComparison.Ordinal)))];
            if (Array.IndexOf(at, -1) is >= 0 and var missing)
            {
                throw new UserErrorException(
                    $"--data: {OneLine.Quote(path)} has no column {OneLine.Quote(Columns[missing])}; it has "
                        + $"{string.Join(", ", header.Select(OneLine.Quote))}.");
            }

            int condition = Array.IndexOf(header, ConditionColumn);
            var rows = new List<(string, string, string, double, double)>();
            while (reader.Read())
            {
                Refuse.If(
                    reader.FieldCount != header.Length,
                    $"--data: {OneLine.Quote(path)}, line {reader.LineNumber}: there are {reader.FieldCount} values, but the header has "
                        + $"{header.Length} columns.");
                rows.Add((condition < 0 ? "" : reader.GetString(condition), reader.GetString(at[0]), reader.GetString(at[1]), Number(at[2]), Number(at[3])));
            }

            Refuse.If(rows.Count == 0, $"--data: {OneLine.Quote(path)} has no rows of data.");
            return rows;

            double Number(int column)
            {
                string field = reader.GetString(column);
                return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? value
                    : throw new UserErrorException(
                        $"--data: {OneLine.Quote(path)}, line {reader.LineNumber}, column {OneLine.Quote(header[column])}: {OneLine.Quote(field)} is "
                            + $"no number.");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or CsvFormatException)
        {
            throw new UserErrorException($"--data: {OneLine.Quote(path)} cannot be read: {error.Message}", error);
        }
    }
}
