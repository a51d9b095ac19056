namespace Neuropil.Experiments;

/// <summary>The command line that repeats a run: only what differs from the defaults is named.</summary>
internal static class RepeatCommand
{
    /// <summary>The command, as it would be typed into a shell.</summary>
    public static string Of(RunRequest request)
        => $"{WithoutFolder(request)}{(request.Threads > 0 ? $" --threads {request.Threads}" : "")}{Figures(request)}{Language(request)} "
            + Join(["--out", request.Output]);

    /// <summary>The same without the folder, the number of threads and the share of points: what decides the results.</summary>
    public static string WithoutFolder(RunRequest request)
    {
        var words = new List<string>();
        foreach (var (parameter, text) in request.Texts.Where(each => each.Text != each.Parameter.Default))
        {
            words.AddRange(["--" + parameter.Option, text]);
        }

        if (request.Seed != request.Experiment.DefaultSeed)
        {
            words.AddRange(["--seed", $"{request.Seed}"]);
        }

        if (request.Precision != Precision.Double)
        {
            words.AddRange(["--precision", SummaryJson.Name(request.Precision)]);
        }

        if (request.Seeds > 1)
        {
            words.AddRange(["--seeds", $"{request.Seeds}"]);
        }

        if (request.CheckStep)
        {
            words.Add("--check-dt");
        }

        string options = Join(words);
        return request.Invocation.Run(request.Experiment) + (options.Length > 0 ? " " + options : "");
    }

    private static string Figures(RunRequest request)
        => request.FigureFormats.Count == 0 ? "" : $" --figures svg,{string.Join(',', request.FigureFormats.Select(format => RunFiles.Ending(format)))}";

    private static string Language(RunRequest request) => request.Language.IsEnglish ? "" : $" --language {request.Language.Code}";

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWord.Of));
}
