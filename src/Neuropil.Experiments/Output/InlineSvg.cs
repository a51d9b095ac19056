using System.Text.RegularExpressions;

namespace Neuropil.Experiments;

/// <summary>Prepares an SVG document to stand inside a page among others.</summary>
internal static partial class InlineSvg
{
    /// <summary>
    /// The document without its XML head, and with <paramref name="prefix"/> before every identifier: clip paths of two figures with
    /// the same name would otherwise be one.
    /// </summary>
    public static string Embed(string svg, string prefix)
    {
        int start = svg.IndexOf("<svg", StringComparison.Ordinal);
        string element = start > 0 ? svg[start..] : svg;
        return Identifier().Replace(element, match => match.Groups["before"].Value + prefix + match.Groups["name"].Value).TrimEnd();
    }

    /// <summary>The width of a drawing on paper as its document says it, <c>340.16pt</c>; a column's where it says none.</summary>
    public static string WidthOf(string svg) => PaperWidth().Match(svg) is { Success: true } match ? match.Groups["width"].Value : "340pt";

    [GeneratedRegex("""<svg\s[^>]*?\swidth="(?<width>[0-9.]+pt)"\s""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex PaperWidth();

    [GeneratedRegex("""(?<before>\sid="|url\(#|href="#|aria-labelledby="|aria-describedby=")(?<name>[^"\)\s]+)""", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Identifier();
}
