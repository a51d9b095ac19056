namespace Neuropil;

/// <summary>A synapse's note is a unit, which is 1 where it is left out, and behind it the scope of a variable: <c>: source</c>, <c>: nS edge</c>.</summary>
internal sealed class SynapseNoteReader(EquationSource source) : NoteReader(source)
{
    private static readonly Dictionary<string, Scope> scopes = new(StringComparer.Ordinal)
    {
        ["source"] = Scope.Source, ["target"] = Scope.Target, ["edge"] = Scope.Edge, ["site"] = Scope.Site,
    };

    /// <summary>The word for a scope.</summary>
    public static string WordOf(Scope scope) => scopes.First(pair => pair.Value == scope).Key;

    public override EquationNote Read(IReadOnlyList<EquationToken> tokens, ref int position, EquationToken name, bool isDifferential, bool isVariable)
    {
        if (!tokens[position].Is(":"))
        {
            return isVariable ? throw Missing(name, isDifferential, tokens[position].Start) : new EquationNote(null, null, false);
        }

        int colon = position++;
        int last = colon;
        while (tokens[last + 1].Kind is not (EquationTokenKind.Break or EquationTokenKind.End))
        {
            last++;
        }

        var scope = last > colon && tokens[last].Kind == EquationTokenKind.Name && scopes.TryGetValue(tokens[last].Text, out var found) ? found : (Scope?)null;
        if (scope is not null && !isVariable)
        {
            throw Source.Fault($"'{name.Text}' is no variable, it follows from its formula: behind the colon stands its unit alone.", tokens[last].Start);
        }

        if (scope is null && isVariable)
        {
            RequireNoOtherWord(tokens, colon, last);
        }

        Dimension? unit = scope is not null && last == colon + 1
            ? Dimension.None
            : Unit(tokens, ref position, scope is null ? LineEnd(tokens[colon]) : tokens[last].Start);
        if (scope is null && isVariable)
        {
            throw Missing(name, isDifferential, tokens[position].Start);
        }

        position += scope is null ? 0 : 1;
        return new EquationNote(unit, scope, false);
    }

    // A misspelt scope, or a flag in parentheses, as other simulators have them.
    private void RequireNoOtherWord(IReadOnlyList<EquationToken> tokens, int colon, int last)
    {
        // A bracket of a unit stands behind a sign, or is that of sqrt.
        int open = Enumerable.Range(colon, last - colon + 1)
            .FirstOrDefault(i => tokens[i].Is("(") && tokens[i - 1].Kind != EquationTokenKind.Sign && !tokens[i - 1].IsWord("sqrt"), -1);
        if (open > 0)
        {
            string flag = Source.Quote(tokens[open].Start, tokens[last].End);
            throw Source.Fault($"{flag} means nothing here: behind the unit stands a scope, {Listed("or")}.", tokens[open].Start);
        }

        if (tokens[last] is { Kind: EquationTokenKind.Name } word && !UnitTable.TryGet(word.Text, out _))
        {
            string near = NearestName.DidYouMean(word.Text, scopes.Keys);
            throw Source.Fault($"'{QuantityParser.Shorten(word.Text)}' is neither a unit nor a scope.{near} Scopes are {Listed("and")}.", word.Start);
        }
    }

    private EquationFormatException Missing(EquationToken name, bool isDifferential, int position)
        => Source.Fault($"the scope of '{name.Text}' is missing: {(isDifferential ? $"d{name.Text}/dt = ..." : name.Text)} : {Listed("or")}.", position);

    private static string Listed(string last) => $"{string.Join(", ", scopes.Keys.SkipLast(1))} {last} {scopes.Keys.Last()}";
}
