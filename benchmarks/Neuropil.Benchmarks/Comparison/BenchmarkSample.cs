using System.Text.Json;
using Neuropil.Experiments;

namespace Neuropil.Benchmarks;

/// <summary>A row of a benchmark as another program printed it, possibly an older one: what it measured, and all its numbers.</summary>
/// <param name="Benchmark">The benchmark's name.</param>
/// <param name="Variant">What was measured.</param>
/// <param name="Precision">The number format; empty where a whole process was measured.</param>
/// <param name="Threads">The number of threads; 0 where a whole process was measured.</param>
/// <param name="Processor">The processor; empty in rows of versions that did not name it.</param>
/// <param name="Numbers">The row's numbers by their keys.</param>
internal sealed record BenchmarkSample(
    string Benchmark, string Variant, string Precision, int Threads, string Processor, IReadOnlyDictionary<string, double> Numbers)
{
    /// <summary>Rows with the same key are comparable. A number of threads that the engine chose is not part of it.</summary>
    public (string Benchmark, string Variant, string Precision) Key => (Benchmark, Variant, Precision);

    /// <summary>Whether it is a loop written by hand: it does not change with the simulator, and tells how quiet the machine was.</summary>
    public bool IsByHand => BenchmarkRow.IsByHand(Variant);

    /// <summary>Reads a row from one line of JSON.</summary>
    public static BenchmarkSample Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var row = document.RootElement;
        var numbers = row.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(field => field.Name, field => field.Value.GetDouble());
        return new BenchmarkSample(
            Text(row, "benchmark"), Text(row, "variant"), Text(row, "precision"), (int)numbers.GetValueOrDefault("threads"), Text(row, "processor"), numbers);
    }

    private static string Text(JsonElement row, string key) => row.TryGetProperty(key, out var text) ? text.GetString()! : "";
}
