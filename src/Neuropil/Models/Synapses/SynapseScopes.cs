namespace Neuropil;

/// <summary>Which names of a synapse's text live where, and expressions read with the eyes of a scope: what it cannot see is an error at its place.</summary>
internal sealed class SynapseScopes(EquationText text, EquationNames names, SynapseSites sites, SynapseBuilder synapse)
{
    private readonly Dictionary<Symbol, Scope> scopes = [];
    private readonly Dictionary<Symbol, string> shortNames = new() { [synapse.Weight] = "w", [Symbol.Time] = "t", [Symbol.TimeStep] = "dt" };
    private readonly HashSet<Symbol> bounded = [];

    /// <summary>Adds a variable of the text.</summary>
    public void Add(Symbol variable, string name, Scope scope)
    {
        scopes.Add(variable, scope);
        shortNames.Add(variable, name);
    }

    /// <summary>Adds a variable of the target or the source cell.</summary>
    /// <returns>Whether it has no name yet.</returns>
    public bool AddOfCell(Symbol variable, string name) => shortNames.TryAdd(variable, name);

    /// <summary>The name in the text.</summary>
    public string NameOf(Symbol symbol) => shortNames.GetValueOrDefault(symbol, symbol.Name);

    /// <summary>The scope of a variable of the text; the weight is of the edge.</summary>
    public Scope Of(Symbol variable) => scopes.GetValueOrDefault(variable, Scope.Edge);

    /// <summary>Whether a variable gets its bounds for the first time.</summary>
    public bool IsBoundedNow(Symbol variable) => bounded.Add(variable);

    /// <summary>The expression that some words say for a variable; null for what a synapse lets out.</summary>
    public Expr Read(int start, int end, Symbol? variable)
    {
        var value = names.Read(start, end, token => See(token, variable));
        RequireSiteKnown(value, start, end, variable);
        return value;
    }

    /// <summary>The meaning of a name for a variable, null for what a synapse lets out.</summary>
    /// <exception cref="EquationFormatException">The variable's scope does not see it.</exception>
    public Expr? See(EquationToken name, Symbol? variable)
    {
        var value = names.Resolve(name);
        foreach (var symbol in value is null ? [] : Dependence.Symbols(value))
        {
            var own = scopes.TryGetValue(symbol, out var scope) ? Plain(scope) : (Scope?)null;
            var reader = variable is null ? Scope.Edge : Plain(Of(variable));
            if (ScopeVisibility.Sees(reader, sites.Of(symbol)[0], own, synapse.TargetNames.ContainsKey(symbol), synapse))
            {
                continue;
            }

            string read = NameOf(symbol) == name.Text ? $"'{name.Text}'" : $"'{name.Text}', which reads '{NameOf(symbol)}'";
            throw text.Source.Fault(
                symbol.Kind == SymbolKind.Time
                    ? $"{read}, the time, has no meaning in a synapse: its equations and statements do not see it."
                    : $"'{NameOf(variable!)}' is a variable of the {SynapseNoteReader.WordOf(Of(variable!))} and cannot see {read}, {Kind(symbol)}. "
                        + "Let its scope be 'edge'.",
                name.Start);
        }

        return value;
    }

    /// <summary>Requires that what is of each site is read at a site: by a variable of sites, or within count(...) or sum(...).</summary>
    public void RequireSiteKnown(Expr value, int start, int end, Symbol? variable)
    {
        if (sites.In(value) is { } ofSites && (variable is null || sites.Of(variable) is [var only] && ReferenceEquals(only, variable)))
        {
            var word = Enumerable.Range(start, end - start).Select(i => text.Tokens[i]).FirstOrDefault(token => token.IsWord(ofSites.Name), text.Tokens[start]);
            throw text.Source.Fault($"'{ofSites.Name}' has a value at each release site: read it within count(...) or sum(...).", word.Start);
        }
    }

    private string Kind(Symbol symbol) => scopes.TryGetValue(symbol, out var scope) ? $"a variable of the {SynapseNoteReader.WordOf(scope)}"
        : ReferenceEquals(symbol, synapse.Weight) ? "the weight of each synapse"
        : symbol.Kind == SymbolKind.Chance ? "which each synapse draws"
        : synapse.SourceNames.ContainsKey(symbol) ? "a variable of the source cell"
        : "a variable of the target cell";

    private static Scope Plain(Scope scope) => scope == Scope.Site ? Scope.Edge : scope;
}
