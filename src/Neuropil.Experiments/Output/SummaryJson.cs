using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>
/// <c>summary.json</c>. Its keys are a promise to other programs: they are all written here, in their order, and a number that is not finite is null.
/// </summary>
internal static class SummaryJson
{
    /// <summary>The key of the list of all files that the run wrote, relative to its folder.</summary>
    public const string Files = "files";

    /// <summary>The key of the command line without folder, threads and share: what decides the results.</summary>
    public const string Command = "command";

    /// <summary>Writes the summary of a run.</summary>
    public static void Write(Stream stream, RunRequest request, ExperimentResult result, IReadOnlyList<string> files)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        RunCounters counters = result.Counters;
        json.WriteStartObject();
        json.WriteString("experiment", request.Experiment.Name);
        json.WriteString(Command, RepeatCommand.WithoutFolder(request));
        json.WriteNumber("seed", request.Seed);
        json.WriteString("precision", Name(request.Precision));
        json.WriteNumber("threads", counters.Threads);
        json.WriteString("backend", counters.Backend);
        json.WriteStartObject("parameters");
        foreach (var (parameter, text) in request.Texts)
        {
            json.WriteString(parameter.Option, text);
        }

        json.WriteEndObject();
        Number(json, "simulatedSeconds", counters.SimulatedSeconds);
        json.WriteStartObject("wallSeconds");
        Number(json, "build", counters.BuildSeconds);
        Number(json, "compile", counters.CompileSeconds);
        Number(json, "run", counters.RunSeconds);
        json.WriteEndObject();
        Profile(json, counters.Profile);
        json.WriteString("answer", result.Answer);
        json.WriteStartObject("measured");
        foreach (var measured in result.Measurements)
        {
            Number(json, measured.Name, measured.Value);
        }

        json.WriteEndObject();
        json.WriteStartObject("undefined");
        foreach (var measured in result.Measurements.Where(each => each.Reason is not null))
        {
            json.WriteString(measured.Name, measured.Reason);
        }

        json.WriteEndObject();
        json.WriteStartArray("populations");
        foreach (PopulationSummary population in result.Populations)
        {
            json.WriteStartObject();
            json.WriteString("name", population.Name);
            json.WriteNumber("size", population.Size);
            json.WriteNumber("spikes", population.Spikes);
            Number(json, "rateHz", population.RateHz);
            Number(json, "cvIsi", population.CvIsi);
            json.WriteNumber("silent", population.Silent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("synapses", counters.Synapses);
        json.WriteNumber("synapticEvents", counters.SynapticEvents);
        json.WriteString("spikeHash", counters.SpikeHash);
        json.WriteStartArray("checks");
        foreach (Check check in result.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            Number(json, "predicted", check.Predicted);
            Number(json, "measured", check.Measured);
            Number(json, "tolerance", check.Tolerance);
            if (check.Bounds is { } bounds)
            {
                Number(json, "lowest", bounds.Lowest);
                Number(json, "highest", bounds.Highest);
            }

            json.WriteBoolean("passed", check.Passed);
            json.WriteString("source", check.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Files);
        foreach (string file in files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteBoolean("interrupted", result.Interrupted);
        json.WriteEndObject();
    }

    /// <summary>The name of a number format on the command line and in files.</summary>
    internal static string Name(Precision precision) => precision == Precision.Double ? "double" : "single";

    private static void Profile(Utf8JsonWriter json, RunProfile? profile)
    {
        if (profile is null)
        {
            return;
        }

        json.WriteStartArray("profile");
        foreach (var part in profile.Parts)
        {
            json.WriteStartObject();
            json.WriteString("kind", part.Kind.ToString().ToLowerInvariant());
            json.WriteString("name", part.Name);
            Number(json, "seconds", part.Seconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string key, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}
