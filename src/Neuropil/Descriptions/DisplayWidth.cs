using System.Text;

namespace Neuropil.Descriptions;

/// <summary>How wide a text is in a terminal, where Chinese signs take two columns, and where its lines may break.</summary>
internal static class DisplayWidth
{
    // What may not begin a line in Chinese.
    private const string Closing = "，。；：、？！）》”’」』】";

    /// <summary>The columns that a text takes.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1);

    /// <summary>The text with spaces behind it, so that it takes at least so many columns.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>The text with spaces before it, so that it takes at least so many columns.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>
    /// A paragraph in lines that take at most so many columns, unless a single word takes more. Lines end at spaces, and between Chinese signs, which have
    /// none.
    /// </summary>
    public static string Wrap(string paragraph, int width)
    {
        var text = new StringBuilder();
        int column = 0;
        foreach (string piece in Pieces(paragraph))
        {
            int wide = Of(piece.TrimEnd(' '));
            if (column > 0 && column + wide > width)
            {
                text.Length -= text[^1] == ' ' ? 1 : 0;
                text.Append('\n');
                column = 0;
            }

            text.Append(piece);
            column += Of(piece);
        }

        return text.ToString().TrimEnd(' ');
    }

    // The least parts that stay together: words with the space behind them, Chinese signs with the marks behind them.
    private static IEnumerable<string> Pieces(string paragraph)
    {
        int from = 0;
        for (int i = 1; i < paragraph.Length; i++)
        {
            bool follows = paragraph[i] != ' ' && !Closing.Contains(paragraph[i], StringComparison.Ordinal);
            if (follows && (paragraph[i - 1] == ' ' || IsWide(paragraph[i]) || IsWide(paragraph[i - 1])) && paragraph[i - 1] is not ('（' or '《' or '“'))
            {
                yield return paragraph[from..i];
                from = i;
            }
        }

        yield return paragraph[from..];
    }

    // Ideographs, their punctuation, and Latin letters of their width.
    private static bool IsWide(int sign) => sign is (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}
