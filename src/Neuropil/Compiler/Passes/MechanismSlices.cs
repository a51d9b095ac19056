namespace Neuropil.Compiler;

/// <summary>
/// Lowers the largest pieces of formulas that are complete with a mechanism's states: those that depend on a state of the mechanism, and on
/// nothing that is not available yet. Formulas of the voltage alone are left for the mechanism that needs them.
/// </summary>
internal sealed class MechanismSlices(KernelLowering lowering)
{
    private readonly Dictionary<Expr, HashSet<Symbol>> dependencies = new(ReferenceComparer.Instance);

    /// <summary>Lowers the pieces of formulas.</summary>
    /// <param name="formulas">The formulas.</param>
    /// <param name="mechanism">The states of the mechanism.</param>
    /// <param name="available">Its states, those of the mechanisms before it, and the cell's own.</param>
    public void Lower(IEnumerable<Expr> formulas, HashSet<Symbol> mechanism, HashSet<Symbol> available)
    {
        var seen = new HashSet<Expr>(ReferenceComparer.Instance);
        foreach (var formula in formulas)
        {
            Lower(formula, mechanism, available, seen);
        }
    }

    private void Lower(Expr formula, HashSet<Symbol> mechanism, HashSet<Symbol> available, HashSet<Expr> seen)
    {
        if (!seen.Add(formula))
        {
            return;
        }

        var needed = DependenciesOf(formula);
        if (!needed.Overlaps(mechanism))
        {
            return;
        }

        if (needed.IsSubsetOf(available))
        {
            lowering.Lower(formula);
            return;
        }

        foreach (var operand in formula.Operands)
        {
            Lower(operand, mechanism, available, seen);
        }
    }

    private HashSet<Symbol> DependenciesOf(Expr expression)
    {
        if (!dependencies.TryGetValue(expression, out var known))
        {
            known = [];
            if (expression is Symbol { Kind: SymbolKind.State or SymbolKind.Arrival } symbol)
            {
                known.Add(symbol);
            }

            foreach (var operand in expression.Operands)
            {
                known.UnionWith(DependenciesOf(operand));
            }

            dependencies[expression] = known;
        }

        return known;
    }
}
