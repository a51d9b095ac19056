using System.CommandLine;
using System.CommandLine.Parsing;
using Neuropil.Experiments;

namespace Neuropil.Cli;

/// <summary>The command <c>neuropil</c>: reads arguments, hands over to what does the work, and turns errors into lines and exit codes.</summary>
internal static class NeuropilCommand
{
    private const string Description = "Networks of biophysical neurons in balance: experiments, each with its question, figures and checks.";

    /// <summary>Runs the command.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        try
        {
            return Invoke(arguments, environment);
        }
        catch (UserErrorException error)
        {
            environment.Error.WriteLine($"error: {error.Message}{(error.Message.EndsWith('.') || error.Message.EndsWith('?') ? "" : ".")}");
            return ExitCodes.UserError;
        }
        catch (Exception error)
        {
            environment.Error.WriteLine($"internal error, which is a mistake in Neuropil; please report it with this text:\n{error}");
            return ExitCodes.InternalError;
        }
    }

    private static int Invoke(IReadOnlyList<string> arguments, CommandEnvironment environment)
    {
        var root = new RootCommand(Description)
        {
            ListCommand.Create(environment),
            ModelsCommand.Create(environment),
            RunCommand.Create(environment, arguments),
            ResumeCommand.Create(environment),
            ValidateCommand.Create(environment),
            BenchCommand.Create(environment),
        };

        // Fitting one's own data is a tool of its own as much as an experiment.
        if (environment.Catalogue.Experiments.FirstOrDefault(experiment => experiment is FitExperiment) is { } fit)
        {
            root.Add(RunCommand.ShortForm(environment, fit, arguments));
        }

        // An argument may begin with @ or hold several letters after one hyphen without meaning a file or a bundle of options.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        bool isHelp = parsed.Action is System.CommandLine.Help.HelpAction;
        if (!isHelp && arguments.Count > 0)
        {
            ArgumentErrors.ThrowIfAny(parsed, environment.Catalogue);
        }

        return (arguments.Count == 0 ? root.Parse(["--help"]) : parsed).Invoke(new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
