using System.Globalization;

namespace Neuropil.Benchmarks;

/// <summary>Two versions of the simulator side by side, from the rows that their benchmarks printed in turns on the same machine.</summary>
internal static class BenchmarkComparison
{
    /// <summary>Prints what has changed and appends it to the history.</summary>
    /// <param name="before">A file with the rows of the older version, one JSON object a line.</param>
    /// <param name="after">The same of the newer version.</param>
    /// <param name="against">The name of the older version.</param>
    /// <param name="commit">The name of the newer version.</param>
    /// <param name="history">The file of the history; null for none.</param>
    /// <param name="output">Where to print.</param>
    /// <returns>Whether no variant has lost more than it may.</returns>
    public static bool Run(string before, string after, string against, string commit, string? history, TextWriter output)
    {
        var changes = BenchmarkChange.Between(Read(before), Read(after));
        foreach (var change in changes)
        {
            output.WriteLine(change);
        }

        if (changes.Where(change => change.Sample.IsByHand && change.Before is not null)
            .MaxBy(change => Math.Abs(Math.Log(change.Ratio!.Value))) is { } control)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                    $"Loops written by hand differ by up to {100 * (control.Ratio - 1):+0.0;-0.0} % ({control.Sample.Benchmark}): so quiet was the machine."));
        }

        var losses = changes.Where(change => change.IsLoss).ToList();
        output.WriteLine(losses.Count == 0 ? $"No loss of more than {100 * BenchmarkChange.Tolerance:0} %."
            : $"{losses.Count} of {changes.Count} lost more than {100 * BenchmarkChange.Tolerance:0} %.");
        if (history is not null)
        {
            BenchmarkHistory.Append(history, DateOnly.FromDateTime(DateTime.UtcNow), commit, against, changes);
        }

        return losses.Count == 0;
    }

    private static IEnumerable<BenchmarkSample> Read(string path) => File.ReadLines(path).Where(line => line.Length > 0).Select(BenchmarkSample.Parse);
}
