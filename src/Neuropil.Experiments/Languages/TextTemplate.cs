using System.Globalization;
using System.Text;

namespace Neuropil.Experiments;

/// <summary>A text with numbered holes, <c>{0} of {1} checks</c>, and the same in another language, whose holes may stand in another order.</summary>
internal sealed class TextTemplate
{
    private readonly List<string> pieces = [];
    private readonly List<int> holes = [];
    private readonly string own;

    public TextTemplate(string english, string own)
    {
        this.own = own;
        foreach (var (literal, hole) in Parts(english))
        {
            pieces.Add(Canonical(literal));
            if (hole >= 0)
            {
                holes.Add(hole);
            }
        }

        if (pieces.Count == holes.Count)
        {
            pieces.Add("");
        }
    }

    /// <summary>How many signs stand beside the holes.</summary>
    public int Signs => pieces.Sum(piece => piece.Count(sign => !char.IsWhiteSpace(sign)));

    /// <summary>How much a hole takes that nothing stands before.</summary>
    public int Before(string[] values) => pieces[0].Length == 0 ? values[holes[0]].Length : 0;

    /// <summary>The numbers of holes between which nothing stands.</summary>
    public IEnumerable<(int First, int Second)> Touching
        => holes.Index().Skip(1).Where(hole => pieces[hole.Index].Length == 0).Select(hole => (holes[hole.Index - 1], hole.Item));

    /// <summary>
    /// A text as it is compared: as a figure prints it, since a page may hold it printed, but with the signs that depend on the number before or behind
    /// them as they are typed.
    /// </summary>
    public static string Canonical(string text) => PrintedText.Of(text).Replace('\u2212', '-').Replace('µ', 'u');

    /// <summary>The numbers of the holes in a template.</summary>
    public static IReadOnlyList<int> Holes(string template) => [.. Parts(template).Select(part => part.Hole).Where(hole => hole >= 0)];

    /// <summary>What stands between the holes of a template.</summary>
    public static IEnumerable<string> Literals(string template) => Parts(template).Select(part => part.Literal);

    /// <summary>A template with values in its holes.</summary>
    public static string Fill(string template, IReadOnlyList<string> values)
    {
        var text = new StringBuilder();
        foreach (var (literal, hole) in Parts(template))
        {
            text.Append(literal).Append(hole >= 0 && hole < values.Count ? values[hole] : "");
        }

        return text.ToString();
    }

    /// <summary>What stands in the holes if a canonical text is made from this template, by their numbers; otherwise null.</summary>
    public string[]? Match(string text)
    {
        if (!text.StartsWith(pieces[0], StringComparison.Ordinal) || !text.EndsWith(pieces[^1], StringComparison.Ordinal))
        {
            return null;
        }

        // The leftmost place of each piece leaves the most room for the next ones.
        string[] values = new string[holes.Max() + 1];
        int from = pieces[0].Length, last = text.Length - pieces[^1].Length;
        for (int i = 1; i < pieces.Count; i++)
        {
            int at = i == pieces.Count - 1 ? last : PlaceOf(pieces[i], text, Math.Min(from, text.Length));
            if (at < from || at > last)
            {
                return null;
            }

            values[holes[i - 1]] = text[from..at];
            from = at + pieces[i].Length;
        }

        return values;
    }

    /// <summary>Whether a hole at the beginning holds items of a list before the one that the template is about.</summary>
    public bool TookABeginning(string[] values) => pieces[0].Length == 0 && values[holes[0]].Contains("; ", StringComparison.Ordinal);

    /// <summary>Whether a hole stands in quotes.</summary>
    public bool IsQuoted(int hole)
    {
        int at = holes.IndexOf(hole);
        return at >= 0 && pieces[at].Length > 0 && pieces[at + 1].Length > 0 && pieces[at][^1] is '\'' or '"' && pieces[at + 1][0] == pieces[at][^1];
    }

    /// <summary>The text in the other language.</summary>
    public string Filled(IReadOnlyList<string> values) => Fill(own, values);

    // The point of a number ends no sentence.
    private static int PlaceOf(string piece, string text, int from)
    {
        int at = text.IndexOf(piece, from, StringComparison.Ordinal);
        while (at > 0 && piece.StartsWith('.') && char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
        {
            at = text.IndexOf(piece, at + 1, StringComparison.Ordinal);
        }

        return at;
    }

    // Braces without a number between them are braces.
    private static IEnumerable<(string Literal, int Hole)> Parts(string template)
    {
        int from = 0;
        for (int open = template.IndexOf('{', StringComparison.Ordinal); open >= 0; open = template.IndexOf('{', open + 1))
        {
            int close = template.IndexOf('}', open);
            if (close > open && int.TryParse(template.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int hole))
            {
                yield return (template[from..open], hole);
                from = close + 1;
            }
        }

        if (from < template.Length || from == 0)
        {
            yield return (template[from..], -1);
        }
    }
}
