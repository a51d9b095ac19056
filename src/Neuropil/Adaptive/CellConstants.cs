namespace Neuropil.Adaptive;

/// <summary>
/// Takes out of equations what depends on parameters alone, so that it is computed once for a cell and not in every evaluation (the
/// factor of temperature of a channel is an exponential).
/// </summary>
internal sealed class CellConstants
{
    private readonly Dictionary<Expr, Expr> done = new(ReferenceComparer.Instance);
    private readonly List<Symbol> symbols = [];
    private readonly List<Expr> formulas = [];

    /// <summary>What stands for the constants in the rewritten equations.</summary>
    public IReadOnlyList<Symbol> Symbols => symbols;

    /// <summary>Their formulas, in the same order.</summary>
    public IReadOnlyList<Expr> Formulas => formulas;

    /// <summary>The expression with its constants taken out.</summary>
    public Expr Extract(Expr expression)
    {
        if (!done.TryGetValue(expression, out var result))
        {
            result = expression is ConstantExpr or Symbol ? expression
                : Dependence.Symbols(expression).Count == 0 ? Constant(expression)
                : ((OperationExpr)expression).With(expression.Operands.Select(Extract).ToArray());
            done[expression] = result;
        }

        return result;
    }

    private Expr Constant(Expr expression)
    {
        var symbol = new Symbol($"constant {symbols.Count}", expression.Dimension, SymbolKind.Placeholder);
        symbols.Add(symbol);
        formulas.Add(expression.IsCondition ? Functions.Select(expression, 1.0, 0.0) : expression);
        return expression.IsCondition ? 0.5 < symbol : symbol;
    }
}
