using System.CommandLine;
using System.CommandLine.Parsing;

namespace Neuropil.Experiments;

/// <summary>Says in one line what is wrong with the arguments, with the nearest name that exists.</summary>
internal static class ArgumentErrors
{
    /// <summary>Throws the first error of the arguments.</summary>
    /// <exception cref="UserErrorException">There is one.</exception>
    public static void ThrowIfAny(ParseResult parsed, Catalogue catalogue)
    {
        Command command = parsed.CommandResult.Command;
        // An argument takes whatever is left over, a mistyped option included.
        if (parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(each => each.Tokens)
            .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
        {
            throw new UserErrorException(DescribeUnmatched(option.Value, command, catalogue));
        }

        if (parsed.UnmatchedTokens is [string unmatched, ..])
        {
            throw new UserErrorException(DescribeUnmatched(unmatched, command, catalogue));
        }

        if (command.Subcommands.Count > 0 && command.Action is null && parsed.Errors.Count > 0)
        {
            throw new UserErrorException($"{Path(command)}: which one? These exist: {string.Join(", ", command.Subcommands.Select(each => each.Name))}.");
        }

        if (parsed.Errors is [ParseError error, ..])
        {
            throw new UserErrorException(error.Message);
        }
    }

    private static string DescribeUnmatched(string token, Command command, Catalogue catalogue)
    {
        if (token.StartsWith('-'))
        {
            string name = token.Split('=')[0];
            string[] options = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
            return $"{OneLine.Quote(name)}: {Path(command)} has no such option.{Suggestion.For(name, options)}";
        }

        if (command.Name == RunCommand.Name)
        {
            return catalogue.UnknownExperiment(token);
        }

        return command.Subcommands.Count > 0 && command.Action is null
            ? $"there is no command {OneLine.Quote(token)}.{Suggestion.For(token, [.. command.Subcommands.Select(each => each.Name)])}"
            : $"{Path(command)}: {OneLine.Quote(token)} was not expected here.";
    }

    private static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault(each => each is not RootCommand);
        return command is RootCommand ? command.Action is null ? "neuropil" : "this experiment" : parent is null ? command.Name
            : $"{parent.Name} {command.Name}";
    }
}
