using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>Answers on which symbols an expression depends.</summary>
internal static class Dependence
{
    /// <summary>All symbols in the expression, each once, in the order in which they are first met.</summary>
    public static IReadOnlyList<Symbol> Symbols(Expr expression)
    {
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        var symbols = new List<Symbol>();
        Visit(expression, seen, symbols);
        return symbols;
    }

    /// <summary>Whether the expression contains the symbol.</summary>
    public static bool On(Expr expression, Symbol symbol) => Symbols(expression).Contains(symbol);

    /// <summary>Whether the expression contains any state variable or arrival.</summary>
    public static bool OnState(Expr expression) => Symbols(expression).Any(symbol => symbol.Kind is SymbolKind.State or SymbolKind.Arrival);

    private static void Visit(Expr expression, HashSet<Expr> seen, List<Symbol> symbols)
    {
        if (!seen.Add(expression))
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expression is Symbol symbol)
        {
            symbols.Add(symbol);
        }

        foreach (var operand in expression.Operands)
        {
            Visit(operand, seen, symbols);
        }
    }
}
