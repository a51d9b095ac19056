namespace Neuropil.Descriptions;

/// <summary>
/// Gives every parameter, variable and named part of a system a symbol of its own, as short as can be told apart: m where one channel has a gate
/// of that name, else m with the ion below it, else with the channel too.
/// </summary>
internal sealed class SymbolTable
{
    private readonly List<Entry> entries = [];
    private readonly HashSet<object> known = new(ReferenceEqualityComparer.Instance);

    private SymbolTable()
    {
    }

    /// <summary>The symbols of a system.</summary>
    /// <param name="system">The equations.</param>
    /// <param name="parts">Named parts of expressions and their paths.</param>
    /// <param name="meaning">What a documentation says about a parameter, or null.</param>
    public static FormulaNames Of(EquationSystem system, IReadOnlyList<(Expr Part, string Path, string? Letter, string? Below)> parts, Func<Parameter,
        string?> meaning)
    {
        var table = new SymbolTable();
        foreach (var state in system.States)
        {
            table.Add(state.Symbol, state.Symbol.Name, SymbolRules.FromName(Last(state.Symbol.Name), state.Symbol.Dimension), scopesNeeded: 0);
        }

        foreach (var symbol in parts.SelectMany(part => Dependence.Symbols(part.Part)).Concat(system.States.SelectMany(Symbols))
            .Concat(system.Statements.SelectMany(statement => Dependence.Symbols(statement.Value))))
        {
            string name = Last(symbol.Name);
            var letter = symbol.Kind switch
            {
                SymbolKind.WhiteNoise => new SymbolName("xi", []),
                SymbolKind.Arrival => new SymbolName("w", []),
                SymbolKind.Time => new SymbolName("t", []),
                SymbolKind.TimeStep => new SymbolName("dt", []),
                _ => SymbolRules.FromName(name, symbol.Dimension),
            };
            table.Add(symbol.Kind == SymbolKind.Time ? Symbol.Time : symbol, symbol.Name, letter, scopesNeeded: 0);
        }

        foreach (var (parameter, path) in system.ParameterNames)
        {
            var symbol = SymbolRules.FromDocumentation(meaning(parameter)) ?? SymbolRules.FromName(Last(path), parameter.Dimension);
            table.Add(parameter, path, symbol, scopesNeeded: 1);
        }

        foreach (var (part, path, letter, below) in parts)
        {
            var symbol = letter is null ? SymbolRules.FromName(Last(path), part.Dimension) : letter.Length == 0 ? new SymbolName(Last(path), [])
                : new SymbolName(letter, [Last(path)]);
            table.Add(part, path, below is null ? symbol : symbol.With(below), scopesNeeded: letter is null && Last(path) is "current" or "reversal" ? 1 : 0);
        }

        return table.Resolve();
    }

    private static IEnumerable<Symbol> Symbols(StateVariable state)
        => new[] { state.Derivative, state.Update }.SelectMany(part => part is null ? [] : Dependence.Symbols(part));

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private void Add(object key, string path, SymbolName symbol, int scopesNeeded)
    {
        if (known.Add(key))
        {
            string[] scopes = [.. path.Split('.')[..^1].Select(SymbolRules.Scope)];
            entries.Add(new Entry(key, symbol, scopes) { Scopes = Math.Min(scopesNeeded, scopes.Length) });
        }
    }

    private FormulaNames Resolve()
    {
        // Those that look alike show one more scope, until all differ or have none left; the last resort is a number.
        while (Alike().FirstOrDefault(group => group.Any(entry => entry.Scopes < entry.All.Length)) is { } group)
        {
            group.ForEach(entry => entry.Scopes = Math.Min(entry.Scopes + 1, entry.All.Length));
        }

        foreach (var group in Alike())
        {
            for (int i = 1; i < group.Count; i++)
            {
                group[i].Number = i + 1;
            }
        }

        var named = entries.Where(entry => entry.Key is Expr).ToDictionary(entry => (Expr)entry.Key, entry => entry.Name, ReferenceComparer.Instance);
        var parameters = entries.Where(entry => entry.Key is Parameter).ToDictionary(entry => (Parameter)entry.Key, entry => entry.Name);
        return new FormulaNames(named, parameters);
    }

    private List<List<Entry>> Alike()
        => [.. entries.GroupBy(entry => entry.Name.Text, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.ToList())];

    private sealed record Entry(object Key, SymbolName Symbol, string[] All)
    {
        public int Scopes { get; set; }

        public int Number { get; set; }

        public SymbolName Name => new(Symbol.Base, [.. Symbol.Subscripts, .. All[..Scopes], .. Number > 0 ? [$"{Number}"] : Array.Empty<string>()]);
    }
}
