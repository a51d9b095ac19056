namespace Neuropil;

/// <summary>
/// Cuts a text into its lines: <c>dX/dt = ... : unit</c>, <c>X = ... : unit</c>, <c>X : unit</c>; bounds such as <c>X &lt;= ...</c>; and events,
/// <c>on spike: X = ...</c>. Line ends or semicolons separate them. The unit of an intermediate may be left out; the unit of dX/dt's line is that of X.
/// </summary>
internal sealed class EquationLineReader
{
    private readonly EquationSource source;
    private readonly IReadOnlyList<EquationToken> tokens;
    private readonly NoteReader notes;
    private readonly List<EquationLine> lines = [];
    private readonly List<BoundsLine> bounds = [];
    private int position;

    private EquationLineReader(EquationSource source, IReadOnlyList<EquationToken> tokens, NoteReader notes)
        => (this.source, this.tokens, this.notes) = (source, tokens, notes);

    private EquationToken Next => tokens[position];

    private bool AtEnd => Next.Kind is EquationTokenKind.Break or EquationTokenKind.End;

    /// <summary>All lines in order.</summary>
    public static EquationText Read(EquationSource source, NoteReader notes)
    {
        var words = EquationLexer.Read(source);
        var reader = new EquationLineReader(source, words, notes);
        var events = new EventLineReader(source, words);
        while (reader.Next.Kind != EquationTokenKind.End)
        {
            if (reader.AtEnd)
            {
                reader.position++;
            }
            else if (events.Begins(reader.position))
            {
                reader.position = events.Read(reader.position);
            }
            else if (reader.IsBounds())
            {
                reader.bounds.Add(reader.Bounds());
            }
            else
            {
                reader.lines.Add(reader.Line());
            }
        }

        return new EquationText(source, words, reader.lines, reader.bounds, events.Lines);
    }

    // The first sign of its kind decides: X <= ... is a bound, X = a <= b an intermediate.
    private bool IsBounds()
    {
        for (int i = position; tokens[i].Kind is not (EquationTokenKind.Break or EquationTokenKind.End); i++)
        {
            if (tokens[i].Is("=") || tokens[i].Is(":"))
            {
                return false;
            }

            if (IsComparison(tokens[i]))
            {
                return true;
            }
        }

        return false;
    }

    private BoundsLine Bounds()
    {
        var parts = new List<(int Start, int End)>();
        EquationToken? first = null;
        int start = position;
        int depth = 0;
        while (true)
        {
            depth = Math.Max(0, depth + (Next.Is("(") ? 1 : Next.Is(")") ? -1 : 0));
            if (AtEnd || (depth == 0 && IsComparison(Next)))
            {
                if (position == start)
                {
                    throw source.Fault($"a bound is written X <= largest or smallest <= X <= largest, but {Next.Describe()} was found.", Next.Start);
                }

                parts.Add((start, position));
                if (AtEnd)
                {
                    break;
                }

                RequireSameDirection(first ??= Next);
                start = position + 1;
            }

            position++;
        }

        if (first is null)
        {
            string found = source.Quote(tokens[start].Start, tokens[position - 1].End);
            throw source.Fault($"{found} is a condition, but a line dX/dt = ..., X = ..., or X <= ... was expected.", tokens[start].Start);
        }

        if (first.Value.Is(">="))
        {
            parts.Reverse();
        }

        return new BoundsLine(parts);
    }

    private void RequireSameDirection(EquationToken first)
    {
        if (Next.Text is "<" or ">")
        {
            throw source.Fault($"a bound may be reached: write '{Next.Text}='.", Next.Start);
        }

        if (Next.Text != first.Text)
        {
            throw source.Fault($"bounds go one way, but '{Next.Text}' follows '{first.Text}'.", Next.Start);
        }
    }

    private static bool IsComparison(EquationToken token) => token is { Kind: EquationTokenKind.Sign, Text: "<" or "<=" or ">" or ">=" };

    private EquationLine Line()
    {
        var (name, isDifferential, hasExpression) = LeftSide();
        int start = position;
        while (!AtEnd && !Next.Is(":"))
        {
            position++;
        }

        int end = position;
        if (hasExpression && end == start)
        {
            throw source.Fault("an expression was expected behind '='.", Next.Start);
        }

        var note = notes.Read(tokens, ref position, name, isDifferential, isDifferential || !hasExpression);
        return AtEnd
            ? new EquationLine(name, isDifferential, start, end, note)
            : throw source.Fault($"{Next.Describe()} was not expected.", Next.Start);
    }

    private (EquationToken Name, bool IsDifferential, bool HasExpression) LeftSide()
    {
        var first = Next;
        if (first.Kind != EquationTokenKind.Name)
        {
            throw source.Fault($"a line dX/dt = ... : unit or X = ... was expected, but it begins with {first.Describe()}.", first.Start);
        }

        position++;
        bool isDifferential = Next.Is("/");
        if (isDifferential)
        {
            position++;
            if (!Next.IsWord("dt") || first.Text.Length < 2 || first.Text[0] != 'd')
            {
                throw source.Fault($"the left side of an equation is dX/dt or a name, not {source.Quote(first.Start, Next.End)}.", first.Start);
            }

            position++;
            first = first with { Text = first.Text[1..], Start = first.Start + 1 };
        }

        if (Next.Is(":") && !isDifferential)
        {
            RequireNoEvent(first);
            return (first, false, false);
        }

        if (!Next.Is("="))
        {
            throw source.Fault($"'=' was expected instead of {Next.Describe()}.{EventLineReader.Meant(first)}", Next.Start);
        }

        position++;
        return (first, isDifferential, true);
    }

    private void RequireNoEvent(EquationToken name)
    {
        if (name.Text.StartsWith("on_", StringComparison.Ordinal) && EventLineReader.Meant(name) is { Length: > 0 } meant)
        {
            throw source.Fault($"unknown event '{name.Text}'.{meant}", name.Start);
        }
    }
}
