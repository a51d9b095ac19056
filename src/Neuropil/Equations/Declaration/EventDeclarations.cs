namespace Neuropil;

/// <summary>The events of a scope while it is declared, and the statements that run on them.</summary>
internal sealed class EventDeclarations
{
    private readonly List<ModelEvent> events = [];
    private readonly List<Statement> statements = [];
    private readonly HashSet<ModelEvent> given = new(ReferenceEqualityComparer.Instance); // those whose occurrence is

    /// <summary>All events in order of declaration.</summary>
    public IReadOnlyList<ModelEvent> All => events;

    /// <summary>The event that is the cell's spike, or null.</summary>
    public ModelEvent? Spike => events.Find(happening => happening.EmitsSpike);

    /// <summary>Adds an event.</summary>
    public ModelEvent Add(ModelEvent happening)
    {
        events.Add(happening);
        return happening;
    }

    /// <summary>Adds the event of a condition.</summary>
    /// <exception cref="ArgumentException">The condition is a number, the name is taken, or the cell has a spike already.</exception>
    public ModelEvent AddCondition(string name, Expr condition, Occurrence? occurrence, bool emitsSpike)
    {
        if (!condition.IsCondition)
        {
            throw new ArgumentException(
                $"The condition of '{name}' must be one such as V >= -50 mV, but '{ExprPrinter.Short(condition)}' is in "
                + $"{QuantityCatalogue.Describe(condition.Dimension)}.");
        }

        if (emitsSpike && Spike is { Condition: { } first })
        {
            throw new ArgumentException(
                $"The cell spikes when {ExprPrinter.Short(first)} already; '{ExprPrinter.Short(condition)}' would be a second kind of spike. Join them by "
                    + $"'|', or use {nameof(EquationBuilder.When)}.");
        }

        if (events.Exists(other => other.Name == name))
        {
            throw new ArgumentException($"There is already an event '{name}'.");
        }

        var happening = Add(new ModelEvent(name, EventKind.Condition) { Condition = condition, EmitsSpike = emitsSpike });
        if (occurrence is { } known)
        {
            happening.Occurrence = known;
            given.Add(happening);
        }

        return happening;
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="statement">On which event, which variable, which value.</param>
    /// <param name="sees">Whether the scope of the variable has a state variable or a port's sum.</param>
    /// <param name="scope">The scope, for messages.</param>
    /// <exception cref="ArgumentException">The event is not of this declaration, has a statement for the variable already, or the scope does not have what the
    /// value reads.</exception>
    public void On(Statement statement, Func<Symbol, bool> sees, string scope)
    {
        var (happening, variable, value) = statement;
        if (!events.Contains(happening))
        {
            throw new ArgumentException($"The event '{happening}' of the statement '{Written()}' was declared elsewhere.");
        }

        if (value.Dimension != variable.Dimension || value.IsCondition)
        {
            string found = value.IsCondition ? "a condition" : $"in {QuantityCatalogue.Describe(value.Dimension)}";
            throw new DimensionMismatchException(
                $"On '{happening}', {variable.Name} must be given {QuantityCatalogue.Describe(variable.Dimension)}, but '{ExprPrinter.Short(value)}' is "
                + $"{found}.");
        }

        if (statements.Find(other => other.Event == happening && ReferenceEquals(other.Variable, variable)) is { } first)
        {
            throw new ArgumentException(
                $"On '{happening}', two statements give {variable.Name}: '{variable.Name} := {ExprPrinter.Short(first.Value)}' and '{Written()}'. Join them.");
        }

        foreach (var symbol in Dependence.Symbols(value))
        {
            if (symbol.Kind == SymbolKind.WhiteNoise)
            {
                throw new ArgumentException(
                    $"On '{happening}', '{Written()}' reads the white noise '{symbol.Name}', which has no value at an instant; use a "
                    + $"{nameof(EquationBuilder.Chance)}.");
            }

            bool isSeen = symbol.Kind == SymbolKind.Arrival ? ReferenceEquals(symbol, happening.Arriving) : symbol.Kind != SymbolKind.State || sees(symbol);
            if (!isSeen)
            {
                throw new ArgumentException(
                    $"On '{happening}', '{Written()}' reads '{symbol.Name}', which {scope} does not "
                    + $"{(symbol.Kind == SymbolKind.Arrival ? "see then" : "have")}.");
            }
        }

        statements.Add(statement);

        string Written() => $"{variable.Name} := {ExprPrinter.Short(value)}";
    }

    /// <summary>The closed statements; the events' conditions are closed with them, and say how often they happen.</summary>
    public List<Statement> Close(Func<Expr, Expr> closed)
    {
        foreach (var happening in events.Where(happening => happening.Condition is not null))
        {
            happening.Condition = closed(happening.Condition!);
            var read = Dependence.Symbols(happening.Condition);
            bool isReset = statements.Exists(statement => statement.Event == happening && read.Contains(statement.Variable, ReferenceComparer.Instance));
            happening.Occurrence = given.Contains(happening) ? happening.Occurrence
                : isReset ? Occurrence.WhileItHolds
                : Occurrence.WhenItBecomesTrue;
        }

        return statements.ConvertAll(statement => statement with { Value = closed(statement.Value) });
    }
}
