namespace Neuropil.Tests.Engine.Twin;

/// <summary>The formulas of a declared cell, for all <see cref="TwinCell"/>s of a population.</summary>
internal sealed class TwinEquations
{
    private readonly Dictionary<Expr, TwinFormula> formulas = new(ReferenceEqualityComparer.Instance);

    public TwinEquations(EquationSystem system)
    {
        System = system;
        foreach (var state in system.States)
        {
            Places.Of(state.Symbol);
            Add(state.Initial, state.Derivative, state.Update, state.Ceiling);
        }

        foreach (var port in system.Ports)
        {
            Places.Of(port.Symbol);
        }

        foreach (var happening in system.Events)
        {
            Add(happening.Condition);
        }

        foreach (var statement in system.Statements)
        {
            Add(statement.Value);
        }

        Add(system.Refractoriness?.Period);
        InPhase = Enum.GetValues<UpdatePhase>().ToDictionary(phase => phase, phase => system.States.Where(state => state.Phase == phase).ToList());
        Conditions = [.. system.Events.Where(happening => happening.Kind == EventKind.Condition)];
        Arrivals = [.. system.Events.Where(happening => happening.Kind == EventKind.Arrival)];
        StatementsOn = system.Events.ToDictionary(happening => happening,
            happening => system.On(happening).Select(statement => (statement, StateOf(statement.Variable))).ToList());
    }

    public EquationSystem System { get; }

    /// <summary>Where a cell has its numbers.</summary>
    public TwinPlaces Places { get; } = new();

    public IReadOnlyDictionary<UpdatePhase, List<StateVariable>> InPhase { get; }

    public IReadOnlyList<ModelEvent> Conditions { get; }

    public IReadOnlyList<ModelEvent> Arrivals { get; }

    public IReadOnlyDictionary<ModelEvent, List<(Statement Statement, StateVariable State)>> StatementsOn { get; }

    public TwinFormula this[Expr expression] => formulas[expression];

    public int PlaceOf(StateVariable state) => Places.Of(state.Symbol);

    public StateVariable StateOf(Symbol variable) => System.States.Single(state => ReferenceEquals(state.Symbol, variable));

    private void Add(params Expr?[] expressions)
    {
        foreach (var expression in expressions.OfType<Expr>())
        {
            formulas.TryAdd(expression, new TwinFormula(expression, Places));
        }
    }
}
