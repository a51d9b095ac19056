namespace Neuropil.Plotting;

/// <summary>
/// How wide a text will be, for leaving room: the figure does not know the fonts of the machine that will show it. Widths are those of
/// Helvetica and Arial by classes of letters, with a reserve for wider substitutes such as DejaVu Sans.
/// </summary>
internal static class TextWidth
{
    private const double Reserve = 1.1;

    /// <summary>The width in points of <paramref name="text"/> set at <paramref name="size"/> points.</summary>
    public static double Of(string text, double size, bool bold = false)
    {
        double ems = 0;
        foreach (TextRun run in TextRun.Of(text))
        {
            double scale = run.Level == TextLevel.Line ? 1 : TextRun.SmallScale;
            foreach (char letter in run.Text)
            {
                ems += scale * Ems(letter);
            }
        }

        return ems * size * (bold ? Reserve * 1.08 : Reserve);
    }

    /// <summary>The width in points of a tick's label with its exponent.</summary>
    public static double Of(Tick tick, double size) => Of(tick.Label, size) + Of(tick.Exponent, size * TextRun.SmallScale);

    private static double Ems(char letter) => letter switch
    {
        'i' or 'j' or 'l' or '\'' or '|' => 0.25,
        ' ' or '.' or ',' or ':' or ';' or '!' or '/' or 'I' or 'f' or 't' => 0.29,
        '(' or ')' or '[' or ']' or '-' or 'r' or '"' => 0.35,
        'm' or 'M' or 'W' or '%' or '@' => 0.87,
        'w' => 0.74,
        '+' or '\u2212' or '=' or '<' or '>' or 'Ω' => 0.75,
        >= 'A' and <= 'Z' => 0.7,
        >= (char)0x2E80 => 1.0, // Chinese, Japanese and Korean signs are square
        _ => 0.56,
    };
}
