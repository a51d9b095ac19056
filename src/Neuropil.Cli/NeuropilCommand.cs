using System.CommandLine;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>The command <c>neuropil</c>: reads arguments, hands over to what does the work, and turns errors into lines and exit codes.</summary>
internal static class NeuropilCommand
{
    private const string Description = "Networks of biophysical neurons in balance: experiments, each with its question, figures and checks.";

    /// <summary>Runs the command.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandEnvironment environment)
        => CommandFrame.Run(arguments, environment, inLanguage => Create(arguments, inLanguage), helpWithoutArguments: true);

    private static RootCommand Create(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        var root = new RootCommand(Description)
        {
            ListCommand.Create(environment),
            ModelsCommand.Create(environment),
            RunCommand.Create(environment, arguments),
            ResumeCommand.Create(environment),
            StopCommand.Create(environment),
            ValidateCommand.Create(environment),
            GalleryCommand.Create(environment),
            BenchCommand.Create(environment),
            DocsCommand.Create(environment),
        };

        // Fitting one's own data is a tool of its own as much as an experiment.
        if (environment.Catalogue.Experiments.FirstOrDefault(experiment => experiment is FitExperiment) is { } fit)
        {
            root.Add(RunCommand.ShortForm(environment, fit, arguments));
        }

        return root;
    }
}
