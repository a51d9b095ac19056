using System.Text;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>A page about all experiments: question, source, presets, and every option with its default and bounds.</summary>
internal static class ExperimentsPage
{
    /// <summary>The page, as Markdown.</summary>
    public static string Write(IReadOnlyList<Experiment> experiments, Language language)
    {
        string hint = language.Format("{0} runs one, {1} shows its options.", "`neuropil run NAME`", "`neuropil run NAME --help`");
        var page = new StringBuilder($"# {language.Text("Experiments and their options")}\n\n{hint}\n\n");
        foreach (var experiment in experiments)
        {
            page.Append($"- [{experiment.Name}](#{experiment.Name}): {Text(language.Text(experiment.Question))}\n");
        }

        foreach (var experiment in experiments)
        {
            page.Append($"\n## {experiment.Name}\n\n{Text(language.Text(experiment.Question))}\n\n")
                .Append($"{language.Format("Source: {0}", Text(language.Text(experiment.Source)))}\n");
            if (experiment.Parameters.Count > 0)
            {
                page.Append($"\n| {language.Text("option")} | {language.Text("default")} | |\n|---|---|---|\n");
            }

            foreach (var parameter in experiment.Parameters)
            {
                string limits = ParameterBound.In(parameter.Limits, language);
                string range = limits.Length > 0 ? language.Format("; {0}", Text(limits)) : "";
                page.Append($"| `--{parameter.Option}` | {Text(parameter.Default)} | {Text(language.Text(parameter.Description))}{range} |\n");
            }

            foreach (var preset in experiment.PresetDescriptions)
            {
                page.Append($"{(preset == experiment.PresetDescriptions[0] ? "\n" : "")}- `--preset {preset.Name}`: ")
                    .Append($"{Text(language.Text(preset.Description))}\n");
            }
        }

        return page.ToString();
    }

    // What Markdown or HTML would take for its own.
    private static string Text(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
