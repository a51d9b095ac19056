using System.CommandLine;
using System.CommandLine.Parsing;

namespace Neuropil.Experiments;

/// <summary>What every command line of ours does alike: read arguments, hand over to what does the work, turn errors into lines and exit codes.</summary>
internal static class CommandFrame
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Where it reads and writes.</param>
    /// <param name="create">Makes the command for the language that the arguments name; mistakes in declarations of parameters are found here.</param>
    /// <param name="helpWithoutArguments">Whether no arguments ask for help.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(
        IReadOnlyList<string> arguments, CommandEnvironment environment, Func<CommandEnvironment, RootCommand> create, bool helpWithoutArguments)
    {
        try
        {
            environment = environment with { Language = LanguageOption.In(arguments) };
            RootCommand root = create(environment);
            root.Add(LanguageOption.Create());
            if (!environment.Language.IsEnglish)
            {
                LanguageOption.Translate(root, environment.Language);
            }

            return Invoke(arguments, environment, root, helpWithoutArguments);
        }
        catch (UserErrorException error)
        {
            string text = environment.Language.Text(error.Message);
            string stop = text[^1] is '.' or '?' or '。' or '？' ? "" : environment.Language.Format(".");
            return Refuse(environment, $"{environment.Language.Format("error: ")}{text}{stop}");
        }
        catch (Exception error) when (error is RankException or ParameterDeclarationException)
        {
            return Refuse(environment, $"{environment.Language.Format("error: ")}{OneLine.Of(environment.Language.Text(error.Message))}");
        }
        catch (Exception error)
        {
            // A program of one experiment is its user's.
            string whose = environment.Invocation.NamesExperiment ? "internal error, which is a mistake in Neuropil; please report it with this text"
                : "a mistake in this program, or in Neuropil";
            (environment.Faults ?? environment.Error).WriteLine($"{Rank()}{whose}:\n{error}");
            return ExitCodes.InternalError;
        }
    }

    // A launcher ends all when one process fails, and rank 0 is to have spoken by then. What is wrong with the arguments is so at all ranks as a rule, and rank
    // 0 ends the others while they wait; one that is still here has an error of its own, and rank 0 may wait for it. Ranks that have met know of each other.
    private static int Refuse(CommandEnvironment environment, string line)
    {
        bool isAlone = environment.IsRank && !(RankGroup.IsReached && RankGroup.Current.Count > 1);
        if (isAlone && environment.IsOtherRank)
        {
            Thread.Sleep(environment.PatienceWithRankZero);
            (environment.Faults ?? environment.Error).WriteLine($"{Rank()}{line}");
        }
        else
        {
            environment.Error.WriteLine(line);
        }

        if (isAlone)
        {
            StartedProcesses.End(ExitCodes.UserError);
        }

        return ExitCodes.UserError;
    }

    // Which of several.
    private static string Rank() => RankGroup.NumberOfProcess is > 0 and var rank ? $"rank {rank}: " : "";

    private static int Invoke(IReadOnlyList<string> arguments, CommandEnvironment environment, RootCommand root, bool helpWithoutArguments)
    {
        // An argument may begin with @ or hold several letters after one hyphen without meaning a file or a bundle of options.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        bool isHelp = parsed.Action is System.CommandLine.Help.HelpAction;
        bool asksForHelp = helpWithoutArguments && arguments.Count == 0;
        if (!isHelp && !asksForHelp)
        {
            ArgumentErrors.ThrowIfAny(parsed, environment.Catalogue);
            (parsed.CommandResult.Command as SingleProcessCommand)?.Require(environment);
        }

        bool translates = (isHelp || asksForHelp) && !environment.Language.IsEnglish;
        using var help = new StringWriter();
        if (translates)
        {
            HelpText.Prepare(root);
        }

        int code = (asksForHelp ? root.Parse(["--help"]) : parsed).Invoke(new InvocationConfiguration
        {
            Output = translates ? help : environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
        environment.Output.Write(translates ? HelpText.Of(help.ToString(), parsed.CommandResult.Command, environment.Language) : "");
        return code;
    }
}
