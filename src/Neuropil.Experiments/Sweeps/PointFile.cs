using System.Text.Json;
using System.Text.Json.Serialization;

namespace Neuropil.Experiments;

/// <summary>A point of a sweep as JSON. Numbers read back as the same; those that are not finite are text.</summary>
internal static partial class PointFile
{
    /// <summary>Writes a point.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="identity">What names the sweep.</param>
    /// <param name="point">The point.</param>
    public static void Write(Stream stream, string identity, PointFindings point) => JsonSerializer.Serialize(stream, new Content(
        identity,
        [.. point.Measures],
        [.. point.Checks],
        [.. point.Populations],
        [.. point.Figures.Select(figure => new Drawing(figure.Name, figure.Title, figure.Caption, figure.ToSvg()))],
        [.. point.Notes],
        point.Counters), Format.Default.Content);

    /// <summary>Reads a point; null where the file is not whole or of another sweep.</summary>
    public static PointFindings? Read(string path, string identity)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return Read(stream, identity);
        }
        catch (Exception error) when (error is JsonException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads a point; null where it is of another sweep.</summary>
    public static PointFindings? Read(Stream stream, string identity)
        => JsonSerializer.Deserialize(stream, Format.Default.Content) is { } content && content.Identity == identity ? new PointFindings
        {
            Measures = content.Measures,
            Checks = content.Checks,
            Populations = content.Populations,
            Figures = [.. content.Figures.Select(drawing
                => new ExperimentFigure(drawing.Name, drawing.Title, drawing.Caption, new Figure()) { Drawn = drawing.Svg })],
            Notes = content.Notes,
            Counters = content.Counters,
        } : null;

    internal sealed record Drawing(string Name, string Title, string Caption, string Svg);

    internal sealed record Content(string Identity, Measurement[] Measures, Check[] Checks, PopulationSummary[] Populations, Drawing[] Figures,
        string[] Notes, RunCounters Counters);

    // Made by the compiler: a file-based app that does not say otherwise is prepared for compilation ahead of time, and has no serializers by reflection.
    [JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    [JsonSerializable(typeof(Content))]
    internal sealed partial class Format : JsonSerializerContext;
}
