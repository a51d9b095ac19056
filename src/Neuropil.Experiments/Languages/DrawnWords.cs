using System.Net;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>
/// The words of a figure that is drawn already, as a point of a sweep leaves it, or the gallery, in another language. What is set in parts stays as it is.
/// </summary>
internal static partial class DrawnWords
{
    // Where Chinese begins in Unicode, and what has it: as in figures that are drawn with Chinese words.
    private const char FirstWide = '\u2e80';
    private const string Fonts = "&apos;Noto Sans CJK SC&apos;, &apos;Noto Sans SC&apos;, &apos;Source Han Sans SC&apos;, &apos;Microsoft YaHei&apos;, "
        + "&apos;PingFang SC&apos;, &apos;WenQuanYi Micro Hei&apos;";

    /// <summary>The drawing with its words in a language.</summary>
    public static string In(string svg, Language language)
    {
        string worded = Label().Replace(svg, match => $">{WebUtility.HtmlEncode(Word(WebUtility.HtmlDecode(match.Groups["text"].Value), language))}</text>");
        worded = Title().Replace(worded, match => $"<title>{WebUtility.HtmlEncode(language.Text(WebUtility.HtmlDecode(match.Groups["text"].Value)))}</title>");
        worded = Description().Replace(worded, match
            => $"<desc>{WebUtility.HtmlEncode(Told(WebUtility.HtmlDecode(match.Groups["text"].Value), language))}</desc>");
        return worded.Any(sign => sign is >= FirstWide and < '\ud800') && !worded.Contains("Noto Sans CJK SC", StringComparison.Ordinal)
            ? LastFont().Replace(worded, $", {Fonts}, sans-serif\"", 1) : worded;
    }

    /// <summary>What a figure tells screen readers, of which axes and names, in a language.</summary>
    public static string Told(string y, string x, IEnumerable<string> names, Language language)
    {
        string all = string.Join(language.Format(", "), names), axes = language.Format("{0} against {1}", y, x);
        return all.Length > 0 ? language.Format("{0}: {1}. ", axes, all) : language.Format("{0}. ", axes);
    }

    // As it was made by the sentences of Told, in English.
    private static string Told(string description, Language language) => Panel().IsMatch(description)
        ? Panel().Replace(description, panel => Told(Word(panel.Groups["y"].Value, language), Word(panel.Groups["x"].Value, language),
            panel.Groups["names"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(name => Word(name, language)), language)).TrimEnd()
        : language.Text(description);

    // An axis stands there with its unit.
    private static string Word(string label, Language language) => WithUnit().Match(label) is { Success: true } axis
        ? $"{language.Text(axis.Groups["quantity"].Value)} ({language.Text(axis.Groups["unit"].Value)})"
        : language.Text(label);

    [GeneratedRegex("(?<=<text[^>]*)>(?<text>[^<]+)</text>", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Label();

    [GeneratedRegex("(?<=font-family=\"[^\"]*), sans-serif\"", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex LastFont();

    [GeneratedRegex("<title>(?<text>[^<]+)</title>", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Title();

    [GeneratedRegex("<desc>(?<text>[^<]+)</desc>", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Description();

    [GeneratedRegex(@"(?<y>[^:.]*?) against (?<x>[^:]*?)(: (?<names>.*?))?\.( |$)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Panel();

    [GeneratedRegex(@"^(?<quantity>.+) \((?<unit>[^()]+)\)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WithUnit();
}
