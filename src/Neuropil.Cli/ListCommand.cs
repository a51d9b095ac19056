using System.CommandLine;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary><c>neuropil list</c>: the experiments and their questions; as Markdown with all of their options.</summary>
internal static class ListCommand
{
    private static readonly string[] formats = ["text", "markdown"];

    public static Command Create(CommandEnvironment environment)
    {
        var format = new ValueOption("--format", "text|markdown", "names and questions, or a page with all options and presets", "text");
        var command = new SingleProcessCommand("list", "List the experiments and their questions") { format };
        command.SetAction(parsed =>
        {
            string chosen = parsed.Text(format) ?? formats[0];
            if (!formats.Contains(chosen))
            {
                throw new UserErrorException($"--format: {OneLine.Quote(chosen)} is no format.{Suggestion.For(chosen, formats)}");
            }

            var experiments = environment.Catalogue.Experiments;
            environment.Output.Write(chosen == "text" ? Lines(experiments, environment.Language) : ExperimentsPage.Write(experiments, environment.Language));
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Lines(IReadOnlyList<Experiment> experiments, Language language)
    {
        int width = experiments.Select(each => each.Name.Length).DefaultIfEmpty().Max();
        return string.Concat(experiments.Select(experiment => $"{experiment.Name.PadRight(width)}  {language.Text(experiment.Question)}\n"));
    }
}
