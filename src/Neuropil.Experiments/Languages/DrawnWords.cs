using System.Net;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>The words of a figure that is drawn already, as a point of a sweep leaves it, in another language. What is set in parts stays as it is.</summary>
internal static partial class DrawnWords
{
    /// <summary>The drawing with its words in a language.</summary>
    public static string In(string svg, Language language) => Label().Replace(svg, match
        => $">{WebUtility.HtmlEncode(Word(WebUtility.HtmlDecode(match.Groups["text"].Value), language))}</text>");

    // An axis stands there with its unit.
    private static string Word(string label, Language language) => WithUnit().Match(label) is { Success: true } axis
        ? $"{language.Text(axis.Groups["quantity"].Value)} ({language.Text(axis.Groups["unit"].Value)})"
        : language.Text(label);

    [GeneratedRegex("(?<=<text[^>]*)>(?<text>[^<]+)</text>", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?<quantity>.+) \((?<unit>[^()]+)\)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WithUnit();
}
