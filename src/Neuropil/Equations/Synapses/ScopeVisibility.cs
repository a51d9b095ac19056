namespace Neuropil;

/// <summary>
/// What a declaration may read in its scope: the source its own variables at presynaptic spikes and clocks, the target its own and the cell's at
/// postsynaptic spikes and clocks, the edge everything. Initial values read parameters alone, bounds no chance.
/// </summary>
internal sealed class ScopeVisibility
{
    private readonly SynapseBuilder builder;
    private readonly EquationSystem target;
    private readonly string projection;
    private readonly Dictionary<Symbol, Scope> scopeOf;

    private ScopeVisibility(IReadOnlyList<ScopedVariable> variables, SynapseBuilder builder, EquationSystem target, string projection)
    {
        (this.builder, this.target, this.projection) = (builder, target, projection);
        scopeOf = variables.ToDictionary(variable => variable.Symbol, variable => variable.Scope);
    }

    /// <exception cref="ArgumentException">
    /// A variable, a bound or an emission reads what is not there; the message names the variable, the event and what it reads.
    /// </exception>
    public static void Require(
        IReadOnlyList<ScopedVariable> variables,
        IReadOnlyList<Statement> statements,
        IReadOnlyList<Emission> emissions,
        SynapseBuilder builder,
        EquationSystem target,
        string projection)
    {
        var visibility = new ScopeVisibility(variables, builder, target, projection);
        foreach (var variable in variables)
        {
            visibility.RequireReadable(variable.Initial, variable, "its initial value", _ => false, "; it may read parameters only");
            foreach (var moving in new[] { variable.Derivative, variable.Bounds?.Minimum, variable.Bounds?.Maximum }.OfType<Expr>())
            {
                visibility.RequireClock(moving, null, $"{variable.Symbol.Name} has '{ExprPrinter.Short(moving)}' in its equation or bounds");
            }

            visibility.RequireReadable(variable.Derivative, variable, "its equation", visibility.At(variable.Scope));
            var withoutChances = (Symbol symbol) => symbol.Kind != SymbolKind.Chance && visibility.At(variable.Scope)(symbol);
            visibility.RequireReadable(variable.Bounds?.Minimum, variable, "its lower bound", withoutChances);
            visibility.RequireReadable(variable.Bounds?.Maximum, variable, "its upper bound", withoutChances);
        }

        foreach (var statement in statements)
        {
            visibility.Require(statement, variables.First(known => ReferenceEquals(known.Symbol, statement.Variable)));
        }

        foreach (var emission in emissions)
        {
            string reader = $"'{ExprPrinter.Short(emission.Factor)}' is emitted on a {emission.Event.Name}, but";
            visibility.RequireClock(emission.Factor, emission.Event, $"'{ExprPrinter.Short(emission.Factor)}' is emitted");
            visibility.RequireReadable(emission.Factor, reader, visibility.At(Scope.Edge));
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
    /// <param name="isOfTarget">Whether the symbol is a variable of the target cell.</param>
    /// <param name="builder">What was declared.</param>
    public static bool Sees(Scope reader, Symbol symbol, Scope? scope, bool isOfTarget, SynapseBuilder builder)
        => symbol.Kind == SymbolKind.TimeStep
        || (scope is { } own ? reader == Scope.Edge || own == reader
            : ReferenceEquals(symbol, builder.Weight) || builder.Drawn.Contains(symbol) || builder.SourceNames.ContainsKey(symbol) ? reader == Scope.Edge
            : isOfTarget && reader is Scope.Target or Scope.Edge);

    private void Require(Statement statement, ScopedVariable variable)
    {
        if (!Has(variable.Scope, statement.Event))
        {
            throw new ArgumentException(
                $"Projection '{projection}': {statement.Variable.Name} is a variable of the {variable.Scope} and cannot see a "
                + $"{statement.Event.Name}, which only one of its synapses has. Give it Scope.Edge.");
        }

        if (builder.LateSpikes.Any(late => late.Event == statement.Event)
            && (variable.Scope == Scope.Source
                || Dependence.Symbols(statement.Value).Any(symbol => scopeOf.TryGetValue(symbol, out var scope) && scope == Scope.Source)))
        {
            throw builder.Fault(
                projection, statement.Variable, $"{statement.Variable.Name} takes '{ExprPrinter.Short(statement.Value)}' on a {statement.Event.Name}; "
                    + "what happens later than a spike neither changes nor reads variables of the source. Give them Scope.Edge.");
        }

        RequireClock(statement.Value, statement.Event, $"{statement.Variable.Name} takes '{ExprPrinter.Short(statement.Value)}'");
        RequireReadable(statement.Value, variable, $"its statement on a {statement.Event.Name}", At(variable.Scope));
    }

    // The source cell is read where nothing travels: at clocks.
    private void RequireClock(Expr formula, ModelEvent? happening, string what)
    {
        if (happening?.Kind != EventKind.Clock && Dependence.Symbols(formula).FirstOrDefault(builder.SourceNames.ContainsKey) is { } read)
        {
            throw builder.Fault(
                projection, read, $"{what}{(happening is null ? "" : $" on a {happening.Name}")} and reads {read.Name}; a variable of the source cell is read "
                    + "by statements on clocks alone.");
        }
    }

    // Whether a variable of that scope sees a symbol.
    private Func<Symbol, bool> At(Scope reader) => symbol => Sees(
        reader, symbol, scopeOf.TryGetValue(symbol, out var scope) ? scope : null, target.States.Any(state => ReferenceEquals(state.Symbol, symbol)), builder);

    private void RequireReadable(Expr? formula, ScopedVariable variable, string part, Func<Symbol, bool> sees, string hint = "")
        => RequireReadable(formula, $"{variable.Symbol.Name} is a variable of the {variable.Scope}, but {part}", sees, hint);

    private void RequireReadable(Expr? formula, string reader, Func<Symbol, bool> sees, string hint = "")
    {
        var hidden = formula is null ? null : Dependence.Symbols(formula).FirstOrDefault(symbol => symbol.Kind != SymbolKind.TimeStep && !sees(symbol));
        if (hidden is not null)
        {
            string what = scopeOf.TryGetValue(hidden, out var scope) ? $"a variable of the {scope}"
                : builder.SourceNames.ContainsKey(hidden) ? "a variable of the source cell"
                : hidden.Kind == SymbolKind.Chance ? "a chance of each synapse"
                : hidden.Kind == SymbolKind.Time ? "the time"
                : "none of its variables";
            throw new ArgumentException($"Projection '{projection}': {reader} reads {hidden.Name}, {what}{hint}.");
        }
    }
}
