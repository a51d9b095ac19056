using System.Globalization;
using System.Runtime.Intrinsics;
using Neuropil.Experiments;
using Spectre.Console;

namespace Neuropil.Cli;

/// <summary>The rows of a benchmark side by side: one column per variant fits a terminal, sixteen columns of numbers do not.</summary>
internal static class BenchmarkTable
{
    private const int VariantsInTable = 5;

    private static readonly (string Title, Func<BenchmarkRow, double?> Value)[] measures =
    [
        ("neurons", row => row.Neurons),
        ("synapses", row => row.Synapses),
        ("simulated (s)", row => row.SimulatedSeconds),
        ("build (s)", row => row.BuildSeconds),
        ("compile (s)", row => row.CompileSeconds),
        ("run (s)", row => row.RunSeconds),
        ("processor time (s)", row => row.CpuSeconds),
        ("run / simulated", row => row.RealTimeFactor),
        ("ns per neuron and step", row => row.NsPerNeuronStep),
        ("exponentials", row => row.Exponentials),
        ("ns per exponential", row => row.NsPerExponential),
        ("ns per synaptic event", row => row.NsPerSynapticEvent),
        ("ns per spike", row => row.NsPerSpike),
        ("rate (Hz)", row => row.RateHz),
        ("CV of intervals", row => row.IntervalCv),
        ("growth", row => row.Growth),
        ("spikes", row => row.Spikes),
        ("synaptic events", row => row.SynapticEvents),
        ("memory of synapses (MB)", row => row.SynapseBytes / 1e6),
        ("peak memory (MB)", row => row.PeakBytes / 1e6),
    ];

    /// <summary>Writes as many tables as all variants need, and the processor; measures that no row has are left out.</summary>
    public static void Write(CommandEnvironment environment, IReadOnlyList<BenchmarkRow> rows)
    {
        foreach (BenchmarkRow[] part in rows.Chunk(VariantsInTable).DefaultIfEmpty([]))
        {
            WritePart(environment, part);
        }

        foreach (string processor in rows.Select(row => row.Processor).Distinct())
        {
            environment.Output.WriteLine($"  {processor}");
        }

        if (!Vector512.IsHardwareAccelerated && rows.Any(row => BenchmarkRow.IsByHand(row.Variant)))
        {
            environment.Output.WriteLine("  " + environment.Language.Text(
                "Loops by hand are written for vectors of 512 bits, which this processor has not: what they take for cells is no limit here."));
        }
    }

    private static void WritePart(CommandEnvironment environment, IReadOnlyList<BenchmarkRow> rows)
    {
        var table = new Table().Border(TableBorder.SimpleHeavy).AddColumn(rows.Count > 0 ? rows[0].Benchmark : "no rows");
        foreach (BenchmarkRow row in rows)
        {
            string threads = row.Threads == 1 ? "1 thread" : $"{row.Threads} threads";
            string precision = row.Precision == Precision.Double ? "double" : "single";
            table.AddColumn($"{Markup.Escape(row.Variant)}\n{precision}, {threads}", column => column.RightAligned());
        }

        foreach (var (title, value) in measures.Where(measure => rows.Any(row => measure.Value(row) is not null)))
        {
            table.AddRow([title, .. rows.Select(row => Text(value(row)))]);
        }

        Tables.Write(environment, table);
    }

    private static string Text(double? value) => value switch
    {
        null => "",
        >= 10_000 => value.Value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("G4", CultureInfo.InvariantCulture),
    };
}
