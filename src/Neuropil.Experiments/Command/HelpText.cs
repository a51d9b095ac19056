using System.CommandLine;
using System.Text;

namespace Neuropil.Experiments;

/// <summary>
/// Help in another language than English. The library that writes it has headings of its own, and sets columns by the number of characters, of which those of
/// Chinese take two places in a terminal each.
/// </summary>
internal static class HelpText
{
    // Of the private use area, and so in no text. One before each wide character makes the number of characters that of places; before, so that a line which
    // ends between the two is not too long.
    private const char Filler = '\uE000';

    /// <summary>Makes what a command and all below it say as long as it is wide.</summary>
    public static void Prepare(Command command)
    {
        command.Description = Filled(command.Description);
        foreach (var argument in command.Arguments)
        {
            (argument.HelpName, argument.Description) = (Filled(argument.HelpName), Filled(argument.Description));
        }

        foreach (var option in command.Options)
        {
            (option.HelpName, option.Description) = (Filled(option.HelpName), Filled(option.Description));
        }

        foreach (var below in command.Subcommands)
        {
            Prepare(below);
        }
    }

    /// <summary>The help as it is shown: what stands below a heading has been translated already, where it was made.</summary>
    /// <param name="written">What the library has written.</param>
    /// <param name="command">The command whose help it is.</param>
    /// <param name="language">The language.</param>
    public static string Of(string written, Command command, Language language)
    {
        bool isUsage = false;
        string Line(string line)
        {
            if (line.StartsWith(' '))
            {
                return isUsage ? Usage(line) : line;
            }

            isUsage = line == "Usage:";
            return language.Text(line);
        }

        string Usage(string line) => command.Arguments.Aggregate(
            line.Replace("[options]", language.Format("[options]"), StringComparison.Ordinal)
                .Replace("[command]", language.Format("[command]"), StringComparison.Ordinal),
            (text, argument) => text.Replace($"<{argument.Name}>", $"<{language.Text(argument.Name)}>", StringComparison.Ordinal));

        return string.Join('\n', Unfilled(written).Split('\n').Select(Line));
    }

    private static string? Filled(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var filled = new StringBuilder(text.Length);
        foreach (char each in text)
        {
            filled.Append(IsWide(each) ? $"{Filler}{each}" : $"{each}");
        }

        return filled.ToString();
    }

    private static string Unfilled(string text) => text.Replace($"{Filler}", "", StringComparison.Ordinal);

    // The blocks of wide and full-width characters of Unicode's standard annex 11 that our texts may hold.
    private static bool IsWide(char each) => each
        is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
            or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF01' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
