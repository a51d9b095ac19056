using System.Globalization;
using System.Text;

namespace Neuropil.Plotting;

/// <summary>Where a text stands relative to its position.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes SVG elements. Lengths are in points with two decimals. The result depends on nothing but the calls: no ids (several figures may
/// stand in one page), no style sheet (an inlined one would leak), no culture, no date.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new(16 * 1024);

    /// <summary>Appends text that is already SVG.</summary>
    public SvgWriter Raw(string svg)
    {
        text.Append(svg);
        return this;
    }

    /// <summary>Appends one character that is already SVG.</summary>
    public SvgWriter Raw(char svg)
    {
        text.Append(svg);
        return this;
    }

    /// <summary>Appends a whole number.</summary>
    public SvgWriter Whole(int value)
    {
        if (value < 0)
        {
            text.Append('-'); // some cultures print another sign, and none another digit
        }

        text.Append(Math.Abs((long)value));
        return this;
    }

    /// <summary>Appends a number with at most two decimals.</summary>
    public SvgWriter Number(double value)
    {
        long hundredths = (long)Math.Round(value * 100);
        if (hundredths < 0)
        {
            text.Append('-');
            hundredths = -hundredths;
        }

        long whole = hundredths / 100;
        int fraction = (int)(hundredths % 100);
        text.Append(whole);
        if (fraction != 0)
        {
            text.Append('.').Append((char)('0' + (fraction / 10)));
            if (fraction % 10 != 0)
            {
                text.Append((char)('0' + (fraction % 10)));
            }
        }

        return this;
    }

    /// <summary>
    /// Appends text with the characters that XML reserves, or forbids, replaced. Those beyond ASCII become character references: a figure
    /// pasted into a page stays right whatever the page's encoding.
    /// </summary>
    public SvgWriter Escaped(string plain)
    {
        foreach (Rune rune in plain.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            _ = rune.Value switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&apos;"),
                '\t' or '\n' or '\r' => text.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF => text.Append("&#xFFFD;"),
                <= '~' => text.Append((char)rune.Value),
                _ => text.Append("&#x").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append(';'),
            };
        }

        return this;
    }

    /// <summary>Appends an attribute that is a length.</summary>
    public SvgWriter Attribute(string name, double value) => Raw(' ').Raw(name).Raw("=\"").Number(value).Raw('"');

    /// <summary>Appends an attribute that is text.</summary>
    public SvgWriter Attribute(string name, string value) => Raw(' ').Raw(name).Raw("=\"").Escaped(value).Raw('"');

    /// <summary>Appends a colour attribute, <c>stroke</c> or <c>fill</c>.</summary>
    public SvgWriter Attribute(string name, Colour colour) => Raw(' ').Raw(name).Raw("=\"").Raw(colour.ToString()).Raw('"');

    /// <summary>A straight line in the stroke of the group around it.</summary>
    public void Line(double x1, double y1, double x2, double y2)
        => Raw("<path d=\"M").Number(x1).Raw(' ').Number(y1).Raw('L').Number(x2).Raw(' ').Number(y2).Raw("\"/>\n");

    /// <summary>A line of text, set as <see cref="TextRun.Of"/> says; the second text stands after it, raised and smaller.</summary>
    public void Text(
        double x,
        double y,
        string content,
        double size,
        TextAnchor anchor,
        string raised = "",
        bool upwards = false,
        bool bold = false,
        Colour colour = default)
    {
        Raw("<text");
        if (upwards)
        {
            Raw(" transform=\"translate(").Number(x).Raw(' ').Number(y).Raw(") rotate(-90)\"");
        }
        else
        {
            Attribute("x", x).Attribute("y", y);
        }

        Attribute("font-size", size);
        if (anchor != TextAnchor.Start)
        {
            Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        }

        if (bold)
        {
            Raw(" font-weight=\"bold\"");
        }

        if (colour != Colour.Black)
        {
            Attribute("fill", colour);
        }

        Raw('>');
        IReadOnlyList<TextRun> runs = TextRun.Of(content);
        for (int i = 0; i < runs.Count; i++)
        {
            // A shift holds for all that follows in the line: what comes after a raised part must be told to go back.
            Part(runs[i], size, shifted: i == 0 ? 0 : Shift(runs[i - 1].Level));
        }

        if (raised.Length > 0)
        {
            Part(new TextRun(raised, TextLevel.Raised), size, Shift(runs[^1].Level));
        }

        Raw("</text>\n");
    }

    // How far below the line a part stands, relative to the type size.
    private static double Shift(TextLevel level) => level switch { TextLevel.Raised => -0.4, TextLevel.Lowered => 0.2, _ => 0 };

    private void Part(TextRun run, double size, double shifted)
    {
        double shift = Shift(run.Level) - shifted;
        if (shift == 0 && run.Level == TextLevel.Line)
        {
            Escaped(run.Text);
            return;
        }

        Raw("<tspan").Attribute("dy", shift * size);
        if (run.Level != TextLevel.Line)
        {
            Attribute("font-size", TextRun.SmallScale * size);
        }

        Raw('>').Escaped(run.Text).Raw("</tspan>");
    }

    /// <summary>Everything written.</summary>
    public override string ToString() => text.ToString();
}
