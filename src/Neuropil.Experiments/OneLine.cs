using System.Globalization;
using System.Text;

namespace Neuropil.Experiments;

/// <summary>Text that people typed, made safe to repeat in a one-line message.</summary>
internal static class OneLine
{
    private const int LongestQuote = 60;

    /// <summary>The text with control characters and line separators escaped; halves of surrogate pairs become U+FFFD.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                safe.Append(rune);
            }
        }

        return safe.ToString();
    }

    /// <summary>The text in quotes, shortened when it is long.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote ? $"\"{text}\"" : $"\"{text[..LongestQuote]}...\"";
}
