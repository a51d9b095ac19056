using System.Text.RegularExpressions;

namespace Neuropil.Plotting;

/// <summary>Whether a part of a text stands on the line, above or below it.</summary>
internal enum TextLevel
{
    Line,
    Raised,
    Lowered,
}

/// <summary>A part of a line of text.</summary>
internal readonly partial record struct TextRun(string Text, TextLevel Level)
{
    /// <summary>The size of raised and lowered parts relative to the text beside them.</summary>
    public const double SmallScale = 0.72;

    /// <summary>
    /// A text as figures print it: letters and signs by <see cref="PrintedText"/>, <c>^-1</c> after a letter raised, and the index of a single
    /// letter, as in <c>V_m</c> or <c>tau_m</c>, lowered. Names of several letters keep their underscore.
    /// </summary>
    public static IReadOnlyList<TextRun> Of(string text)
    {
        string set = PrintedText.Of(text);
        var runs = new List<TextRun>();
        int done = 0;
        foreach (Match script in Script().Matches(set))
        {
            if (script.Index > done)
            {
                runs.Add(new(set[done..script.Index], TextLevel.Line));
            }

            bool lowered = set[script.Index] is '_' or '₀';
            string inside = script.Value == "₀" ? "0" : script.Value[1..];
            runs.Add(lowered ? new(inside == "inf" ? "∞" : inside, TextLevel.Lowered) : new(inside.Replace('-', '\u2212'), TextLevel.Raised));
            done = script.Index + script.Length;
        }

        if (done < set.Length || runs.Count == 0)
        {
            runs.Add(new(set[done..], TextLevel.Line));
        }

        return runs;
    }

    [GeneratedRegex(
        @"(?<=\p{L})₀|(?<=(?<![\p{L}\p{N}_])\p{L})_[\p{L}\p{N}]{1,6}(?![\p{L}\p{N}_])|(?<=[\p{L}\p{N})])\^[-\u2212+]?\p{N}+(?![\p{L}.])",
        RegexOptions.None, 30_000)]
    private static partial Regex Script();
}
