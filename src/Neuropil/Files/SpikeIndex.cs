using System.Text.Json;

namespace Neuropil.Files;

/// <summary>Says which files beside it have the spikes of a record, where these are not in one: <c>0-cells.spikes.json</c>.</summary>
/// <remarks>
/// JSON: <c>format</c>, <c>version</c>, what the head of a file of spikes has (<c>name</c>, <c>cells</c>, <c>time_step_s</c>, <c>start_step</c>),
/// <c>stop_step</c> and <c>spikes</c>; <c>segments</c>, each with <c>start_step</c>, <c>stop_step</c>, the number of <c>ranks</c> that wrote it and
/// <c>parts</c>; of each of these the <c>file</c>, the <c>rank</c>, its cells (<c>first_cell</c>, <c>cells</c>), its <c>spikes</c>, the <c>bytes</c> that
/// count and their <c>sha256</c>. A file may be longer: what is behind has been written since, or by a run that began again before it.
/// </remarks>
/// <param name="Head">Whose spikes they are.</param>
/// <param name="Segments">The files.</param>
internal sealed record SpikeIndex(SpikeStreamHead Head, IReadOnlyList<SpikeSegment> Segments)
{
    /// <summary>The version that this program writes and reads.</summary>
    public const int Version = 1;

    private const string Format = "spikes of a record in several files";

    private static readonly JsonWriterOptions lines = new() { Indented = true, NewLine = "\n" };

    /// <summary>Whether a file is one of JSON, and so no file of spikes.</summary>
    public static bool IsAt(string path)
    {
        using var stream = SpikeStreamReader.Open(path);
        return stream.ReadByte() == '{';
    }

    /// <summary>Writes the index; a file of that name is as it was, or as this one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => CompleteFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, lines);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("name", Head.Name);
        json.WriteNumber("cells", Head.Cells);
        json.WriteNumber("time_step_s", Head.TimeStepSeconds);
        json.WriteNumber("start_step", Head.StartStep);
        json.WriteNumber("stop_step", Segments[^1].StopStep);
        json.WriteNumber("spikes", Segments.Sum(segment => segment.Spikes));
        json.WriteStartArray("segments");
        foreach (var segment in Segments)
        {
            json.WriteStartObject();
            json.WriteNumber("start_step", segment.StartStep);
            json.WriteNumber("stop_step", segment.StopStep);
            json.WriteNumber("ranks", segment.Ranks);
            json.WriteStartArray("parts");
            foreach (var (share, place) in segment.Parts)
            {
                json.WriteStartObject();
                json.WriteString("file", place.FileName);
                json.WriteNumber("rank", share.Rank);
                json.WriteNumber("first_cell", share.FirstCell);
                json.WriteNumber("cells", share.StopCell - share.FirstCell);
                json.WriteNumber("spikes", place.Spikes);
                json.WriteNumber("bytes", place.Length);
                json.WriteString("sha256", Convert.ToHexStringLower(place.Hash));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Reads an index, and makes sure that the files that it names are beside it.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or something else, or a file is not as it says; the message names the file.</exception>
    public static SpikeIndex Read(string path)
    {
        var index = Parse(path);
        foreach (var place in index.Segments.SelectMany(segment => segment.Parts).Select(part => part.Place))
        {
            try
            {
                place.RequireAt(place.Path);
            }
            catch (Exception error) when (error is InvalidDataException or FileNotFoundException)
            {
                string why = error is FileNotFoundException ? "there is no such file" : error.Message;
                throw new InvalidDataException($"The spikes that '{path}' tells of are not in '{place.Path}': {why}.", error);
            }
        }

        return index;
    }

    private static SpikeIndex Parse(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            if (root.GetProperty("format").GetString() != Format)
            {
                throw new InvalidDataException($"'{path}' is no index of spikes.");
            }

            int version = root.GetProperty("version").GetInt32();
            if (version != Version)
            {
                throw new InvalidDataException($"'{path}' is an index of spikes of version {version}; this program reads version {Version}.");
            }

            return new SpikeIndex(
                new SpikeStreamHead(root.GetProperty("name").GetString()!, root.GetProperty("cells").GetInt32(), root.GetProperty("time_step_s").GetDouble(),
                    root.GetProperty("start_step").GetInt64()),
                NotEmpty(root.GetProperty("segments").EnumerateArray().Select(segment => SegmentOf(segment, folder))));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is no index of spikes, or it is damaged.", error);
        }
    }

    private static SpikeSegment SegmentOf(JsonElement segment, string folder)
    {
        int stop = segment.GetProperty("stop_step").GetInt32();
        return new SpikeSegment(segment.GetProperty("ranks").GetInt32(), segment.GetProperty("start_step").GetInt64(),
            NotEmpty(segment.GetProperty("parts").EnumerateArray().Select(part =>
            {
                int first = part.GetProperty("first_cell").GetInt32();
                return new SpikePart(new SpikeShare(part.GetProperty("rank").GetInt32(), first, first + part.GetProperty("cells").GetInt32()),
                    new SpikeStreamPlace(System.IO.Path.Combine(folder, part.GetProperty("file").GetString()!), part.GetProperty("bytes").GetInt64(),
                        part.GetProperty("spikes").GetInt64(), stop, Convert.FromHexString(part.GetProperty("sha256").GetString()!)));
            })));
    }

    private static T[] NotEmpty<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all.Length > 0 ? all : throw new FormatException();
    }
}
