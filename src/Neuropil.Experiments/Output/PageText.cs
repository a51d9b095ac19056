using System.Net;
using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>
/// What was written for a console, as HTML: letters and signs by <see cref="PrintedText"/>, the index of a single letter lowered, as in <c>V_m</c>, and an
/// exponent raised, as in <c>e^(-t)</c> or <c>K^-0.5</c>. Names of several letters keep their underscore, as in figures.
/// </summary>
internal static partial class PageText
{
    /// <summary>The text, in which nothing is markup but what this function makes.</summary>
    public static string Of(string text)
    {
        string set = Raised().Replace(
            WebUtility.HtmlEncode(PrintedText.Of(text)), match => $"<sup>{match.Groups["inside"].Value.Replace('-', '\u2212')}</sup>");
        return Lowered().Replace(set, match => $"<sub>{Index(match.Groups["index"].Value)}</sub>");
    }

    private static string Index(string typed) => typed == "inf" ? "∞" : PrintedText.Of(typed);

    [GeneratedRegex(
        @"(?<=[\p{L}\p{N})\]|])\^(\((?<inside>[^()<>]+)\)|(?<inside>[-\u2212+]?(\p{L}+(?![\p{L}\p{N}])|\p{N}+(\.\p{N}+)?)))",
        RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Raised();

    [GeneratedRegex(
        @"(?<=(?<![\p{L}\p{N}_&])\p{L})_(?<index>[\p{L}\p{N}]{1,6})(?![\p{L}\p{N}_])", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Lowered();
}
