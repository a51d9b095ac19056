using System.CommandLine;

namespace Neuropil.Experiments;

/// <summary><c>--language</c>, which every command has. The environment decides nothing: the same command writes the same report on every machine.</summary>
internal static class LanguageOption
{
    private const string Name = "--language";

    /// <summary>The option, for the root of all commands.</summary>
    public static Option<string> Create() => new(Name)
    {
        HelpName = string.Join('|', Language.Codes), Recursive = true, Description = "language of reports, figures, tables, help and errors [default: en]",
    };

    /// <summary>The language that arguments name; it is needed before they are read, for the help.</summary>
    /// <exception cref="UserErrorException">There is no such language.</exception>
    public static Language In(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            foreach (char joint in "=:")
            {
                if (arguments[i].StartsWith(Name + joint, StringComparison.Ordinal))
                {
                    return Language.Of(arguments[i][(Name.Length + 1)..]);
                }
            }

            if (arguments[i] == Name && i + 1 < arguments.Count)
            {
                return Language.Of(arguments[i + 1]);
            }
        }

        return Language.English;
    }

    /// <summary>Puts the descriptions of a command and all below it into a language.</summary>
    public static void Translate(Command command, Language language)
    {
        command.Description = language.Text(command.Description ?? "");
        foreach (var symbol in command.Arguments.Cast<System.CommandLine.Symbol>().Concat(command.Options))
        {
            symbol.Description = language.Text(symbol.Description ?? "");
        }

        foreach (Command below in command.Subcommands)
        {
            Translate(below, language);
        }
    }
}
