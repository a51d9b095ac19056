namespace Neuropil;

/// <summary>
/// Whether equations read only what the cell, its mechanisms and its receptors have declared; statements are looked at where they are written.
/// </summary>
internal static class DeclaredSymbols
{
    /// <exception cref="ArgumentException">
    /// A formula reads a variable, a noise, a chance or an arrival of another declaration, or a variable has an equation and an update.
    /// </exception>
    public static void Require(
        IReadOnlyList<StateVariable> states,
        IReadOnlyList<ModelEvent> events,
        IReadOnlyList<ArrivalPort> ports,
        IReadOnlyList<Symbol> draws,
        IReadOnlyDictionary<string, Expr> intermediates,
        IReadOnlyDictionary<Symbol, Expr> arriving)
    {
        var symbols = states.Select(state => state.Symbol).Concat(ports.Select(port => port.Symbol)).Concat(draws);
        var declared = new HashSet<Symbol>(symbols, ReferenceComparer.Instance);
        foreach (var state in states)
        {
            string name = state.Symbol.Name;
            if (state.Update is not null && !ConstantExpr.IsZero(state.Derivative))
            {
                throw new ArgumentException(
                    $"{name} has both an equation, d{name}/dt = {ExprPrinter.Short(state.Derivative)}, and an update, {ExprPrinter.Short(state.Update)}; "
                        + $"expected one.");
            }

            RequireSeen(state.Update ?? state.Derivative, $"The {(state.Update is null ? "equation" : "update")} of {name}");
            RequireSeen(state.Initial, $"The initial value of {name}");
            RequireSeen(state.Ceiling, $"The ceiling of {name}");
        }

        foreach (var happening in events)
        {
            RequireSeen(happening.Condition, $"The condition of '{happening.Name}'");
        }

        foreach (var (port, amount) in arriving)
        {
            RequireSeen(amount, $"What is added to '{port.Name}'");
        }

        foreach (var (name, value) in intermediates)
        {
            RequireSeen(value, $"'{name}'");
        }

        void RequireSeen(Expr? formula, string what)
        {
            var unknown = formula is null ? null : Dependence.Symbols(formula).FirstOrDefault(symbol =>
                symbol.Kind is SymbolKind.State or SymbolKind.Arrival or SymbolKind.WhiteNoise or SymbolKind.Chance or SymbolKind.Count
                && !declared.Contains(symbol));
            if (unknown is not null)
            {
                throw new ArgumentException($"{what}, '{ExprPrinter.Short(formula!)}', reads '{unknown.Name}', which the cell does not have.");
            }
        }
    }
}
