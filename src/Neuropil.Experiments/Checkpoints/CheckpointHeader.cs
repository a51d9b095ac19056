using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>What a checkpoint says about the run that wrote it: enough to start the same run again.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Parameters">All parameter values to the bit, by option.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Precision">The number format.</param>
/// <param name="CheckStep">Whether the run is to be repeated at half the step.</param>
/// <param name="Swept">The ranges of a sweep, <c>option=range</c> in lines.</param>
/// <param name="Seeds">The number of seeds of a sweep's points.</param>
/// <param name="Figures">What figures are saved as beside SVG, with commas between.</param>
/// <param name="DumpKernels">Whether kernels are written.</param>
/// <param name="RecordBudget">Bytes of recorded spikes in memory; null for all.</param>
internal sealed record CheckpointHeader(
    string Experiment, IReadOnlyDictionary<string, string> Parameters, ulong Seed, Precision Precision, bool CheckStep, string Swept = "", int Seeds = 1,
    string Figures = "", bool DumpKernels = false, long? RecordBudget = null)
{
    /// <summary>The header as JSON.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("experiment", Experiment);
            json.WriteNumber("seed", Seed);
            json.WriteString("precision", Precision.ToString());
            json.WriteBoolean("checkStep", CheckStep);
            json.WriteString("swept", Swept);
            json.WriteNumber("seeds", Seeds);
            json.WriteString("figures", Figures);
            json.WriteBoolean("dumpKernels", DumpKernels);
            if (RecordBudget is { } budget)
            {
                json.WriteNumber("recordBudget", budget);
            }

            json.WriteStartObject("parameters");
            foreach (var (option, text) in Parameters)
            {
                json.WriteString(option, text);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The header that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static CheckpointHeader FromJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return new CheckpointHeader(
                root.GetProperty("experiment").GetString()!,
                root.GetProperty("parameters").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!),
                root.GetProperty("seed").GetUInt64(),
                Enum.Parse<Precision>(root.GetProperty("precision").GetString()!),
                root.GetProperty("checkStep").GetBoolean(),
                root.GetProperty("swept").GetString()!,
                root.GetProperty("seeds").GetInt32(),
                root.TryGetProperty("figures", out var figures) ? figures.GetString()! : "", // checkpoints were once without these two
                root.TryGetProperty("dumpKernels", out var dumped) && dumped.GetBoolean(),
                root.TryGetProperty("recordBudget", out var budget) ? budget.GetInt64() : null);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The header of the checkpoint cannot be read.", error);
        }
    }
}
