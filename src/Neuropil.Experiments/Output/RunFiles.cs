using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Neuropil.Experiments;

/// <summary>The files of an output folder.</summary>
internal static class RunFiles
{
    /// <summary>The summary for programs. It is moved to its place last: where it is, everything is.</summary>
    public const string Summary = "summary.json";

    /// <summary>The folder of <c>--dump-kernels</c>.</summary>
    public const string Kernels = "kernels";

    /// <summary>The folder of recorded spikes that do not stay in memory (<c>--record-budget</c>).</summary>
    public const string Records = "records";

    private const string Report = "report.html";
    private const string StepTable = "check-dt.csv";
    private static readonly string[] SpikeFileNames = ["spikes.csv", "spikes.npz"];

    /// <summary>
    /// The files that the run before wrote into a folder, as its summary lists them: those that the next one does not write are obsolete. Empty where
    /// there is no summary, or something that we did not write; names that lead out of the folder are nobody's.
    /// </summary>
    public static IReadOnlyList<string> Former(string folder)
    {
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Summary)));
            return [.. summary.RootElement.GetProperty(SummaryJson.Files).EnumerateArray().Select(each => each.GetString()!).Where(IsInside)];
        }
        catch (Exception error) when (OutputFolder.IsAboutFiles(error) || error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }

        static bool IsInside(string name) => !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");
    }

    /// <summary>
    /// What is said of a finished run in a folder, which the next one replaces: when it was written and how it is repeated. Null where there is none.
    /// </summary>
    public static string? Replaced(string folder)
    {
        string path = Path.Combine(folder, Summary);
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(path));
            string written = File.GetLastWriteTime(path).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return $"{folder}: replaces the run of {written}, seed {summary.RootElement.GetProperty("seed").GetUInt64()}, "
                + $"{OneLine.Quote(summary.RootElement.GetProperty(SummaryJson.Command).GetString()!)}";
        }
        catch (Exception error) when (OutputFolder.IsAboutFiles(error)
            || error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What files of a format end with.</summary>
    public static string Ending(FigureFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>
    /// Refuses a folder in which another experiment has left its results. One of several processes also refuses those of another command: a process alone
    /// replaces what it finds, but the others of a shared folder would not know.
    /// </summary>
    /// <exception cref="UserErrorException">It is another's; names both.</exception>
    public static void RequireOurs(RunRequest request)
    {
        string? owner = null;
        string? command = null;
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(request.Output, Summary)));
            owner = summary.RootElement.GetProperty("experiment").GetString();
            command = summary.RootElement.GetProperty(SummaryJson.Command).GetString();
        }
        catch (Exception error) when (OutputFolder.IsAboutFiles(error) || error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // There is no summary, or none of ours: the folder is nobody's. One of an earlier version names no command.
        }

        if (owner is not null && owner != request.Experiment.Name)
        {
            throw new UserErrorException(
                $"--out {OneLine.Quote(request.Output)}: this folder holds the results of {OneLine.Quote(owner)}, not of {request.Experiment.Name}; give "
                    + $"another folder.");
        }

        if (request.Shard is not null && command is not null && command != RepeatCommand.WithoutFolder(request))
        {
            throw new UserErrorException(
                $"--out {OneLine.Quote(request.Output)}: this folder holds the results of {OneLine.Quote(command)}; give another folder.");
        }
    }

    /// <summary>Removes the recorded spikes of an earlier run.</summary>
    /// <exception cref="UserErrorException">One cannot be removed.</exception>
    public static void ClearRecords(OutputFolder folder, string path)
    {
        string records = Path.Combine(path, Records);
        foreach (string simulation in Directory.Exists(records) ? Directory.EnumerateDirectories(records).ToList() : [])
        {
            folder.Clear(Path.Combine(Records, Path.GetFileName(simulation)), "*.spikes", "*.spikes.json");
        }
    }

    /// <summary>Writes everything into the staging area; the names of what was written, in the order of the report.</summary>
    public static IReadOnlyList<string> Stage(
        OutputFolder folder, RunRequest request, ExperimentResult result, IReadOnlyList<StepChange> changes, IReadOnlyDictionary<string, string> kernels,
        Action<string> warn)
    {
        var files = new List<string>();
        void Add(string name, Action<Stream> write)
        {
            folder.Stage(name, write);
            files.Add(name);
        }

        // Files that programs read keep the texts of the program.
        var shown = result.In(request.Language);
        var drawings = new List<(ExperimentFigure Figure, string Svg)>();
        foreach (ExperimentFigure figure in shown.Figures)
        {
            string svg = figure.ToSvg();
            drawings.Add((figure, svg));
            Add(figure.Name + ".svg", stream => WriteText(stream, svg));
            foreach (FigureFormat format in request.FigureFormats)
            {
                try
                {
                    byte[] converted = FigureConverter.Convert(svg, format);
                    Add($"{figure.Name}.{Ending(format)}", stream => stream.Write(converted));
                }
                catch (InvalidOperationException error)
                {
                    // The results of the run are worth more than this file: the SVG can be converted later.
                    warn($"{figure.Name}.{Ending(format)} is missing: {error.Message}");
                }
            }
        }

        foreach (ExperimentFile file in result.Files)
        {
            folder.StageAt(file.Name, file.Save);
            files.Add(file.Name);
        }

        if (result.Spikes.Count > 0)
        {
            foreach (string name in SpikeFileNames)
            {
                folder.StageAt(name, result.Spikes.Save);
                files.Add(name);
            }
        }

        if (changes.Count > 0)
        {
            Add(StepTable, stream => WriteText(stream, Table(changes)));
        }

        foreach (var (name, text) in kernels)
        {
            Add($"{Kernels}/{name}.txt", stream => WriteText(stream, text));
        }

        Add(Report, stream => WriteText(stream, ReportHtml.Write(request, shown, changes, drawings)));
        files.Add(Summary);
        folder.Stage(Summary, stream => SummaryJson.Write(stream, request, result, files));
        return files;
    }

    private static string Table(IReadOnlyList<StepChange> changes)
    {
        var text = new StringBuilder("population,statistic,at dt,at dt/2\n");
        foreach (StepChange change in changes)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{DataTable.Quote(change.Population)},{DataTable.Quote(change.Statistic)},{change.AtStep:R},{change.AtHalfStep:R}\n");
        }

        return text.ToString();
    }

    private static void WriteText(Stream stream, string text) => stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
}
