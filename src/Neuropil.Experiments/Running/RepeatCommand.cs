namespace Neuropil.Experiments;

/// <summary>The command line that repeats a run: only what differs from the defaults is named.</summary>
internal static class RepeatCommand
{
    /// <summary>The command, as it would be typed into a shell.</summary>
    public static string Of(RunRequest request)
    {
        var words = new List<string> { "neuropil", "run", request.Experiment.Name };
        foreach (var (parameter, text) in request.Values.Texts.Where(each => each.Text != each.Parameter.Default))
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

        if (request.Threads > 0)
        {
            words.AddRange(["--threads", $"{request.Threads}"]);
        }

        if (request.CheckStep)
        {
            words.Add("--check-dt");
        }

        words.AddRange(["--out", request.Output]);
        return string.Join(' ', words.Select(Quote));
    }

    private static string Quote(string word)
        => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+' or ',' or ':' or '=')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
