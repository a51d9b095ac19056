namespace Neuropil.Descriptions;

/// <summary>Which parts of expressions have a name, and which.</summary>
internal sealed class FormulaNames(IReadOnlyDictionary<Expr, SymbolName> named, IReadOnlyDictionary<Parameter, SymbolName> parameters)
{
    /// <summary>No names.</summary>
    public static FormulaNames None { get; } = new(new Dictionary<Expr, SymbolName>(), new Dictionary<Parameter, SymbolName>());

    /// <summary>The name of a node, or null.</summary>
    public SymbolName? Of(Expr expression) => expression switch
    {
        ParameterExpr parameter => parameters.GetValueOrDefault(parameter.Parameter),
        Symbol symbol => named.GetValueOrDefault(symbol) ?? OfSymbol(symbol),
        _ => named.GetValueOrDefault(expression),
    };

    private static SymbolName OfSymbol(Symbol symbol)
        => symbol.Kind == SymbolKind.Time ? new SymbolName("t", []) : SymbolRules.FromName(symbol.Name, symbol.Dimension);
}
