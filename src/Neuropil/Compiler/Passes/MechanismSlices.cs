namespace Neuropil.Compiler;

/// <summary>Lowers the largest pieces of formulas that depend only on the states that are available so far.</summary>
internal sealed class MechanismSlices(KernelLowering lowering)
{
    private readonly Dictionary<Expr, HashSet<Symbol>> dependencies = new(ReferenceComparer.Instance);

    public void LowerWithin(Expr expression, HashSet<Symbol> available)
    {
        if ((lowering.VariabilityOf(expression) & Varies.WithState) == Varies.Never)
        {
            return;
        }

        var needed = DependenciesOf(expression);
        if (needed.IsSubsetOf(available))
        {
            // Formulas of the voltage alone are left for the first mechanism that needs them.
            lowering.Lower(expression);
            return;
        }

        foreach (var operand in expression.Operands)
        {
            LowerWithin(operand, available);
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
