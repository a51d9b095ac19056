using System.CommandLine;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary><c>--language</c>, which every command has. The environment decides nothing: the same command writes the same report on every machine.</summary>
internal static partial class LanguageOption
{
    private const string Name = "--language";

    /// <summary>The option, for the root of all commands.</summary>
    public static Option<string> Create()
        => new ValueOption(Name, string.Join('|', Language.Codes), "language of reports, figures, tables, help and errors", "en") { Recursive = true };

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
        foreach (var argument in command.Arguments)
        {
            (argument.HelpName, argument.Description) = (language.Text(argument.Name), language.Text(argument.Description ?? ""));
        }

        foreach (var option in command.Options)
        {
            option.HelpName = option.HelpName is { } kind ? Kind(kind, language) : null;
            if (option is ValueOption value)
            {
                value.DescribeIn(language);
            }
            else
            {
                option.Description = language.Text(option.Description ?? "");
            }
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
            : $"{item.Groups["name"].Value}：{language.Text(item.Groups["text"].Value)}";

    // What is to be typed stays.
    private static string Kind(string kind, Language language) => kind.Contains('|', StringComparison.Ordinal) ? kind : language.Text(kind);

    [GeneratedRegex(@"^(?:(?<name>\s*[a-z][a-z0-9-]*): |Short for run (?<short>[a-z0-9-]+): )(?<text>.+)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ListItem();
}
