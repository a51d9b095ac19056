namespace Neuropil;

/// <summary>Cuts events with their statements out of a text: <c>on spike: X = ...; Y = ...</c>, and what stands below, indented deeper.</summary>
internal sealed class EventLineReader(EquationSource source, IReadOnlyList<EquationToken> tokens)
{
    private static readonly string[] words = ["on", "when", "while", "every"];
    private static readonly string[] assignments = ["=", "+=", "-=", "*=", "/="];

    private readonly List<EventLine> lines = [];

    /// <summary>The events found so far.</summary>
    public IReadOnlyList<EventLine> Lines => lines;

    /// <summary>What is meant by a word with which Brian2 begins an event, as a sentence for the end of a message; empty for others.</summary>
    public static string Meant(EquationToken word) => word.Text switch
    {
        "on_pre" or "pre" or "on_arrival" => " A spike of the source is written 'on spike: ...'.",
        "on_post" or "post" => " A spike of the target is written 'on target spike: ...'.",
        _ => "",
    };

    /// <summary>Whether an event begins at a word; a name may be one of these words, too.</summary>
    public bool Begins(int position)
    {
        var next = tokens[position + 1 < tokens.Count ? position + 1 : position];
        return tokens[position].Kind == EquationTokenKind.Name
            && words.Contains(tokens[position].Text, StringComparer.Ordinal)
            && !Array.Exists(assignments, next.Is) && !next.Is("<=") && !next.Is(">=");
    }

    /// <summary>Reads an event.</summary>
    /// <returns>The index of the word behind it.</returns>
    public int Read(int position)
    {
        var word = tokens[position];
        int colon = Colon(position);
        var statements = new List<(int Start, int End)>();
        int at = colon + 1;
        while (true)
        {
            int start = at;
            while (!IsEnd(tokens[at]))
            {
                at++;
            }

            if (at > start)
            {
                statements.Add((start, at));
            }

            int next = at;
            while (tokens[next].Kind == EquationTokenKind.Break)
            {
                next++;
            }

            if (tokens[next].Kind == EquationTokenKind.End || Begins(next) || (!IsSameLine(at, next) && Column(tokens[next]) <= Column(word)))
            {
                break;
            }

            at = next;
        }

        if (statements.Count == 0)
        {
            throw source.Fault($"a statement such as 'x = x + 1' was expected behind {source.Quote(word.Start, tokens[colon].End)}.", tokens[colon].End);
        }

        lines.Add(new EventLine(word, position + 1, colon, statements));
        return at;
    }

    private int Colon(int position)
    {
        var word = tokens[position];
        int at = position + 1;
        while (!IsEnd(tokens[at]) && !tokens[at].Is(":"))
        {
            if (Array.Exists(assignments, tokens[at].Is) || (tokens[at].IsWord("emit") && at > position + 1))
            {
                // The statement begins here: x = ..., or emit ...
                int statement = tokens[at].IsWord("emit") ? at : Math.Max(at - 1, position + 1);
                string head = statement > position + 1 ? source.Text[word.Start..tokens[statement - 1].End] : $"{word.Text} ...";
                throw source.Fault($"':' was expected behind '{QuantityParser.Shorten(head)}'.", tokens[statement].Start);
            }

            at++;
        }

        if (!tokens[at].Is(":"))
        {
            throw source.Fault($"':' was expected behind {source.Quote(word.Start, tokens[at - 1].End)}.", tokens[at].Start);
        }

        return at > position + 1
            ? at
            : throw source.Fault($"an event was expected behind '{word.Text}'.", tokens[at].Start);
    }

    private bool IsSameLine(int breakAt, int next) => !source.Text.AsSpan(tokens[breakAt].Start, tokens[next].Start - tokens[breakAt].Start).Contains('\n');

    private int Column(EquationToken token) => source.Place(token.Start).Column;

    private static bool IsEnd(EquationToken token) => token.Kind is EquationTokenKind.Break or EquationTokenKind.End;
}
