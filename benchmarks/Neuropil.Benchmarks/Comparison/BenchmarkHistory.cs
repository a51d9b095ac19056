using System.Globalization;
using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>The file that keeps what benchmarks measured at each commit, and against which other.</summary>
internal static class BenchmarkHistory
{
    private static readonly string[] columns =
        ["date", "commit", "against", "benchmark", "variant", "precision", "threads", "quantity", "value", "before", "ratio", "processor"];

    /// <summary>
    /// Appends a line for each change; makes the file, with a line of names, where there is none. A sample that names no processor was measured on
    /// this one.
    /// </summary>
    public static void Append(string path, DateOnly date, string commit, string against, IEnumerable<BenchmarkChange> changes)
    {
        bool isNew = !File.Exists(path);
        using var text = new StreamWriter(path, append: true) { NewLine = "\n" };
        if (isNew)
        {
            text.WriteLine(Line(columns));
        }

        foreach (var change in changes)
        {
            var sample = change.Sample;
            text.WriteLine(Line(
                date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), commit, change.Before is null ? "" : against, sample.Benchmark, sample.Variant,
                    sample.Precision,
                sample.Threads == 0 ? "" : sample.Threads.ToString(CultureInfo.InvariantCulture), change.Quantity, Number(change.After), Number(change.Before),
                    Number(change.Ratio),
                sample.Processor == "" ? ProcessorName.Text : sample.Processor));
        }
    }

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";

    private static string Line(params string[] fields) => string.Join(',', fields.Select(field => field.Contains(',') ? $"\"{field}\"" : field));
}
