using System.CommandLine;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary><c>--language</c>, which every command has. The environment decides nothing: the same command writes the same report on every machine.</summary>
internal static partial class LanguageOption
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
        command.Description = string.Join('\n', (command.Description ?? "").Split('\n').Select(line => Named(line, language)));
        foreach (var symbol in command.Arguments.Cast<System.CommandLine.Symbol>().Concat(command.Options))
        {
            symbol.Description = Described(symbol.Description ?? "", language);
        }

        foreach (Command below in command.Subcommands)
        {
            Translate(below, language);
        }
    }

    // What a list says of a name, which is to be typed.
    private static string Named(string line, Language language)
        => ListItem().Match(line) is not { Success: true } item ? language.Text(line)
            : item.Groups["short"].Success ? language.Format("Short for run {0}: {1}", [item.Groups["short"].Value, language.Text(item.Groups["text"].Value)])
            : item.Groups["name"].Value + language.Text(item.Groups["text"].Value);

    // A default is to be typed as well.
    private static string Described(string text, Language language)
    {
        var parts = WithDefault().Match(text);
        string about = parts.Groups["text"].Value, own = language.Text(about);
        return !parts.Success || own == about ? language.Text(text)
            : $"{own} {language.Format("[default: {0}]", [parts.Groups["default"].Value
                + (parts.Groups["range"].Success ? language.Format("; {0}", [Limits(parts.Groups["range"].Value, language)]) : "")])}";
    }

    private static string Limits(string range, Language language)
    {
        var limits = range.Split(", ").Select(limit
            => limit.StartsWith("at least ", StringComparison.Ordinal) ? language.Format("at least {0}", [limit["at least ".Length..]])
            : limit.StartsWith("more than ", StringComparison.Ordinal) ? language.Format("more than {0}", [limit["more than ".Length..]])
            : limit.StartsWith("at most ", StringComparison.Ordinal) ? language.Format("at most {0}", [limit["at most ".Length..]])
            : language.Text(limit)).ToList();
        return limits[0] + string.Concat(limits.Skip(1).Select(limit => language.Format(", {0}", [limit])));
    }

    [GeneratedRegex(@"^(?:(?<name>\s*[a-z][a-z0-9-]*: )|Short for run (?<short>[a-z0-9-]+): )(?<text>.+)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^(?<text>.+) \[default: (?<default>[^;\]]+)(; (?<range>[^\]]+))?\]$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WithDefault();
}
