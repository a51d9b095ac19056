using System.Text;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>A page about all experiments: question, source, presets, and every option with its default and bounds.</summary>
internal static class ExperimentsPage
{
    /// <summary>The page, as Markdown.</summary>
    public static string Write(IReadOnlyList<Experiment> experiments)
    {
        var page = new StringBuilder("# Experiments and their options\n\n`neuropil run NAME` runs one, `neuropil run NAME --help` shows its options.\n\n");
        foreach (var experiment in experiments)
        {
            page.Append($"- [{experiment.Name}](#{experiment.Name}): {Text(experiment.Question)}\n");
        }

        foreach (var experiment in experiments)
        {
            page.Append($"\n## {experiment.Name}\n\n{Text(experiment.Question)}\n\nSource: {Text(experiment.Source)}\n");
            if (experiment.Parameters.Count > 0)
            {
                page.Append("\n| option | default | |\n|---|---|---|\n");
            }

            foreach (var parameter in experiment.Parameters)
            {
                string range = parameter.Range.Length > 0 ? $" ({Text(parameter.Range)})" : "";
                page.Append($"| `--{parameter.Option}` | {Text(parameter.Default)} | {Text(parameter.Description)}{range} |\n");
            }

            foreach (var preset in experiment.PresetDescriptions)
            {
                page.Append($"{(preset == experiment.PresetDescriptions[0] ? "\n" : "")}- `--preset {preset.Name}`: {Text(preset.Description)}\n");
            }
        }

        return page.ToString();
    }

    // What Markdown or HTML would take for its own.
    private static string Text(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
