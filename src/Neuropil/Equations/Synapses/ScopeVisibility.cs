namespace Neuropil;

/// <summary>
/// What a declaration may read in its scope: the source its own variables at presynaptic spikes and clocks, the target its own and the cell's at
/// postsynaptic spikes and clocks, the edge everything.
/// </summary>
internal static class ScopeVisibility
{
    /// <exception cref="ArgumentException">A variable of a source or a target reads what is not there; the message names the variable, the event and what it reads.</exception>
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
            var kind = statement.Event.Kind;
            if ((variable.Scope == Scope.Source && kind == EventKind.PostsynapticSpike) || (variable.Scope == Scope.Target && kind == EventKind.PresynapticSpike))
            {
                throw new ArgumentException(
                    $"Projection '{projection}': {statement.Variable.Name} is a variable of the {variable.Scope} and cannot see a {statement.Event.Name}, which only one of its synapses has. Give it Scope.Edge.");
            }

            RequireReadable(statement.Value, scopeOf, builder, variable, $"its statement on a {statement.Event.Name}", projection);
        }
    }

    private static void RequireReadable(
        Expr expression, Dictionary<Symbol, Scope> scopeOf, SynapseBuilder builder, ScopedVariable variable, string where, string projection, bool isInitial = false)
    {
        foreach (var symbol in Dependence.Symbols(expression))
        {
            bool isOwn = scopeOf.TryGetValue(symbol, out var scope);
            bool isRead = symbol.Kind == SymbolKind.TimeStep
                || (!isInitial && (isOwn ? variable.Scope == Scope.Edge || scope == variable.Scope
                    : ReferenceEquals(symbol, builder.Weight) || symbol.Kind == SymbolKind.Chance ? variable.Scope == Scope.Edge
                    : symbol.Kind == SymbolKind.State && variable.Scope is Scope.Target or Scope.Edge));
            if (!isRead)
            {
                string what = isOwn ? $"a variable of the {scope}" : symbol.Kind == SymbolKind.Chance ? "a chance of each synapse" : symbol.Kind == SymbolKind.Time ? "the time" : "none of its variables";
                throw new ArgumentException(
                    $"Projection '{projection}': {variable.Symbol.Name} is a variable of the {variable.Scope}, but {where} reads {symbol.Name}, {what}{(isInitial ? "; it may read parameters only" : "")}.");
            }
        }
    }
}
