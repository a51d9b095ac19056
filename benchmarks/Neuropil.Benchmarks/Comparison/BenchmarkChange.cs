using System.Globalization;

namespace Neuropil.Benchmarks;

/// <summary>What became of one variant of a benchmark from one version to another.</summary>
/// <param name="Sample">A sample of the newer version.</param>
/// <param name="Quantity">The number that is compared, by its key.</param>
/// <param name="After">The least value of the newer version.</param>
/// <param name="Before">The least value of the older version; null where it does not have the benchmark.</param>
internal sealed record BenchmarkChange(BenchmarkSample Sample, string Quantity, double After, double? Before)
{
    /// <summary>A loss is more than this.</summary>
    public const double Tolerance = 0.05;

    // What is compared where both versions have it: processor time rather than time on the clock, work that differs between turns divided out.
    private static readonly string[] Quantities = ["nsPerSynapticEvent", "cpuSeconds", "runSeconds", "buildSeconds", "nsPerNeuronStep"];

    /// <summary>The newer value in units of the older.</summary>
    public double? Ratio => After / Before;

    /// <summary>Whether the newer version is slower than it may be. Loops written by hand cannot lose.</summary>
    public bool IsLoss => !Sample.IsByHand && Ratio > 1 + Tolerance;

    /// <summary>All variants of the newer version beside the older, each with the least of its samples.</summary>
    public static IReadOnlyList<BenchmarkChange> Between(IEnumerable<BenchmarkSample> before, IEnumerable<BenchmarkSample> after)
    {
        var older = before.ToLookup(sample => sample.Key);
        return [.. after.GroupBy(sample => sample.Key).Select(group => Of(older[group.Key].ToList(), group.ToList())).OfType<BenchmarkChange>()];
    }

    /// <summary>The change as a line of text.</summary>
    public override string ToString()
    {
        string name = $"{Sample.Benchmark}: {Sample.Variant}{(Sample.Precision == "" ? "" : $", {Sample.Precision}")}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-70} {Quantity,-18} {Before,10:G4} -> {After,-10:G4} {Ratio:0.000}{(IsLoss ? "  LOSS" : "")}").TrimEnd();
    }

    private static BenchmarkChange? Of(List<BenchmarkSample> before, List<BenchmarkSample> after)
    {
        // A benchmark of building has a processor time too, but what counts is how long one waits.
        bool isBuilding = after[0].Numbers.ContainsKey("buildSeconds") && !after[0].Numbers.ContainsKey("runSeconds");
        var quantities = isBuilding ? ["buildSeconds"] : Quantities;
        string? quantity = Array.Find(quantities, key => after.Concat(before).All(sample => sample.Numbers.ContainsKey(key)));
        return quantity is null
            ? null
            : new BenchmarkChange(after[0], quantity, after.Min(sample => sample.Numbers[quantity]), before.Count == 0 ? null
                : before.Min(sample => sample.Numbers[quantity]));
    }
}
