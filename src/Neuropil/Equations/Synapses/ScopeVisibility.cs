namespace Neuropil;

/// <summary>
/// What a declaration may read in its scope: the source its own variables at presynaptic spikes and clocks, the target its own and the cell's at
/// postsynaptic spikes and clocks, the edge everything.
/// </summary>
internal static class ScopeVisibility
{
    /// <exception cref="ArgumentException">A variable of a source or a target reads what is not there; the message names the variable, the event and what
    /// it reads.</exception>
    public static void Require(IReadOnlyList<ScopedVariable> variables, IReadOnlyList<Statement> statements, SynapseBuilder builder, string projection)
    {
        var scopeOf = variables.ToDictionary(variable => variable.Symbol, variable => variable.Scope);
        foreach (var variable in variables)
        {
            RequireReadable(variable.Initial, scopeOf, builder, variable, "its initial value", projection, isInitial: true);
            if (variable.Derivative is { } derivative)
            {
                RequireReadable(derivative, scopeOf, builder, variable, "its equation", projection);
            }
        }

        foreach (var statement in statements)
        {
            var variable = variables.First(known => ReferenceEquals(known.Symbol, statement.Variable));
            if (!Has(variable.Scope, statement.Event))
            {
                throw new ArgumentException(
                    $"Projection '{projection}': {statement.Variable.Name} is a variable of the {variable.Scope} and cannot see a "
                    + $"{statement.Event.Name}, which only one of its synapses has. Give it Scope.Edge.");
            }

            RequireReadable(statement.Value, scopeOf, builder, variable, $"its statement on a {statement.Event.Name}", projection);
        }
    }

    /// <summary>Whether an event happens to all that lives in a scope, and not to one of its synapses only.</summary>
    public static bool Has(Scope scope, ModelEvent happening) => happening.Kind switch
    {
        EventKind.PostsynapticSpike => scope != Scope.Source,
        EventKind.PresynapticSpike => scope != Scope.Target,
        _ => true,
    };

    /// <summary>Whether what lives in a scope sees a symbol when something happens to it.</summary>
    /// <param name="reader">The scope.</param>
    /// <param name="symbol">What it reads.</param>
    /// <param name="scope">The scope of the symbol; null for what is no variable of the synapse.</param>
    /// <param name="builder">What was declared.</param>
    public static bool Sees(Scope reader, Symbol symbol, Scope? scope, SynapseBuilder builder)
        => symbol.Kind == SymbolKind.TimeStep
        || (scope is { } own ? reader == Scope.Edge || own == reader
            : ReferenceEquals(symbol, builder.Weight) || symbol.Kind == SymbolKind.Chance ? reader == Scope.Edge
            : symbol.Kind is SymbolKind.State or SymbolKind.Placeholder && reader is Scope.Target or Scope.Edge);

    private static void RequireReadable(
        Expr expression,
        Dictionary<Symbol, Scope> scopeOf,
        SynapseBuilder builder,
        ScopedVariable variable,
        string where,
        string projection,
        bool isInitial = false)
    {
        foreach (var symbol in Dependence.Symbols(expression))
        {
            bool isOwn = scopeOf.TryGetValue(symbol, out var scope);
            if (isInitial ? symbol.Kind != SymbolKind.TimeStep : !Sees(variable.Scope, symbol, isOwn ? scope : null, builder))
            {
                string what = isOwn ? $"a variable of the {scope}"
                    : symbol.Kind == SymbolKind.Chance ? "a chance of each synapse"
                    : symbol.Kind == SymbolKind.Time ? "the time"
                    : "none of its variables";
                throw new ArgumentException(
                    $"Projection '{projection}': {variable.Symbol.Name} is a variable of the {variable.Scope}, but {where} reads {symbol.Name}, "
                    + $"{what}{(isInitial ? "; it may read parameters only" : "")}.");
            }
        }
    }
}
