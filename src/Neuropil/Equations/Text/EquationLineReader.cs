namespace Neuropil;

/// <summary>
/// Finds the statements of a text: <c>dX/dt = ... : unit</c>, <c>X = ... : unit</c>, separated by line ends or semicolons. The unit of an
/// intermediate may be left out; the unit of dX/dt's line is that of X.
/// </summary>
internal sealed class EquationLineReader
{
    private readonly EquationSource source;
    private readonly IReadOnlyList<EquationToken> tokens;
    private int position;

    private EquationLineReader(EquationSource source, IReadOnlyList<EquationToken> tokens)
    {
        this.source = source;
        this.tokens = tokens;
    }

    private EquationToken Next => tokens[position];

    private bool AtEnd => Next.Kind is EquationTokenKind.Break or EquationTokenKind.End;

    /// <summary>All statements in order.</summary>
    public static List<EquationLine> Read(EquationSource source, IReadOnlyList<EquationToken> tokens)
    {
        var reader = new EquationLineReader(source, tokens);
        var lines = new List<EquationLine>();
        while (reader.Next.Kind != EquationTokenKind.End)
        {
            if (reader.AtEnd)
            {
                reader.position++;
            }
            else
            {
                lines.Add(reader.Line());
            }
        }

        return lines;
    }

    private EquationLine Line()
    {
        var (name, isDifferential) = LeftSide();
        int start = position;
        while (!AtEnd && !Next.Is(":"))
        {
            position++;
        }

        int end = position;
        if (end == start)
        {
            throw source.Fault("an expression was expected behind '='.", Next.Start);
        }

        Dimension? unit = Next.Is(":") ? Unit() : null;
        if (unit is null && isDifferential)
        {
            throw source.Fault($"the unit of '{name.Text}' is missing: d{name.Text}/dt = ... : unit ('1' for a pure number).", Next.Start);
        }

        bool held = Flag(isDifferential);
        return AtEnd
            ? new EquationLine(name, isDifferential, start, end, unit, held)
            : throw source.Fault($"{Next.Describe()} was not expected.", Next.Start);
    }

    private (EquationToken Name, bool IsDifferential) LeftSide()
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

        if (!Next.Is("="))
        {
            throw source.Fault($"'=' was expected instead of {Next.Describe()}.", Next.Start);
        }

        position++;
        return (first, isDifferential);
    }

    // The unit is read from the text of its line, because "cm-2" is one word there.
    private Dimension Unit()
    {
        int at = Next.End;
        int stop = source.Text.AsSpan(at).IndexOfAny('\n', ';', '#');
        string line = stop < 0 ? source.Text : source.Text[..(at + stop)];
        if (!UnitParser.TryParse(line, ref at, out var unit, out string? error))
        {
            throw source.Fault($"{error!.TrimEnd('.')}{(error.EndsWith('?') ? "" : ".")}", at);
        }

        while (Next.Kind != EquationTokenKind.End && Next.Start < at)
        {
            position++;
        }

        return unit.Dimension;
    }

    private bool Flag(bool isDifferential)
    {
        if (!Next.Is("("))
        {
            return false;
        }

        var open = Next;
        string[] words = ["(", "unless", "refractory", ")"];
        foreach (string word in words)
        {
            if (!isDifferential || !(Next.Is(word) || Next.IsWord(word)))
            {
                throw source.Fault("only '(unless refractory)' may follow the unit, and only of a variable.", open.Start);
            }

            position++;
        }

        return true;
    }
}
