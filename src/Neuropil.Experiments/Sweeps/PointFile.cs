using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>A point of a sweep as JSON. Numbers read back as the same; those that are not finite are text.</summary>
internal static class PointFile
{
    private static readonly JsonSerializerOptions options = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a point.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="identity">What names the sweep.</param>
    /// <param name="point">The point.</param>
    public static void Write(Stream stream, string identity, PointFindings point) => JsonSerializer.Serialize(stream, new Content(
        identity,
        [.. point.Measures],
        [.. point.Populations],
        [.. point.Figures.Select(figure => new Drawing(figure.Name, figure.Title, figure.Caption, figure.ToSvg()))],
        [.. point.Notes],
        point.Counters), options);

    /// <summary>Reads a point; null where the file is not whole or of another sweep.</summary>
    public static PointFindings? Read(string path, string identity)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return JsonSerializer.Deserialize<Content>(stream, options) is { } content && content.Identity == identity ? new PointFindings
            {
                Measures = content.Measures,
                Populations = content.Populations,
                Figures = [.. content.Figures.Select(drawing
                    => new ExperimentFigure(drawing.Name, drawing.Title, drawing.Caption, new Figure()) { Drawn = drawing.Svg })],
                Notes = content.Notes,
                Counters = content.Counters,
            } : null;
        }
        catch (Exception error) when (error is JsonException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed record Drawing(string Name, string Title, string Caption, string Svg);

    private sealed record Content(string Identity, Measurement[] Measures, PopulationSummary[] Populations, Drawing[] Figures, string[] Notes,
        RunCounters Counters);
}
