using System.Runtime.CompilerServices;

namespace Neuropil;

/// <summary>Answers on which symbols an expression depends.</summary>
internal static class Dependence
{
    /// <summary>All nodes of the expression, each once, an operation before its operands.</summary>
    public static IReadOnlyList<Expr> Nodes(Expr expression) => Nodes([expression]);

    /// <summary>All nodes of several expressions, each once.</summary>
    public static IReadOnlyList<Expr> Nodes(IEnumerable<Expr> expressions)
    {
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        var nodes = new List<Expr>();
        foreach (var expression in expressions)
        {
            Visit(expression, seen, nodes);
        }

        return nodes;
    }

    /// <summary>All symbols in the expression, each once, in the order in which they are first met.</summary>
    public static IReadOnlyList<Symbol> Symbols(Expr expression) => Symbols([expression]);

    /// <summary>All symbols in several expressions, each once, in the order in which they are first met.</summary>
    public static IReadOnlyList<Symbol> Symbols(IEnumerable<Expr> expressions) => Nodes(expressions).OfType<Symbol>().ToList();

    /// <summary>Whether the expression contains the symbol.</summary>
    public static bool On(Expr expression, Symbol symbol) => Symbols(expression).Contains(symbol);

    /// <summary>Whether the expression contains any state variable or arrival.</summary>
    public static bool OnState(Expr expression) => Symbols(expression).Any(symbol => symbol.Kind is SymbolKind.State or SymbolKind.Arrival);

    /// <summary>The white noises in the expression.</summary>
    public static IEnumerable<Symbol> Noises(Expr expression) => Symbols(expression).Where(symbol => symbol.Kind == SymbolKind.WhiteNoise);

    private static void Visit(Expr expression, HashSet<Expr> seen, List<Expr> nodes)
    {
        if (!seen.Add(expression))
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        nodes.Add(expression);
        foreach (var operand in expression.Operands)
        {
            Visit(operand, seen, nodes);
        }
    }
}
