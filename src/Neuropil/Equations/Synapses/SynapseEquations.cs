namespace Neuropil;

/// <summary>
/// The closed equations of a projection's synapses: variables in the scopes that their dependencies force, statements, emissions. What
/// release and plasticity hand to the compiler; it knows nothing of rows, columns or threads.
/// </summary>
internal sealed class SynapseEquations
{
    /// <summary>The projection, for messages.</summary>
    public required string Projection { get; init; }

    /// <summary>The weight; it is among the <see cref="Variables"/> where a statement changes it.</summary>
    public required Symbol Weight { get; init; }

    /// <summary>All variables in order of declaration.</summary>
    public required IReadOnlyList<ScopedVariable> Variables { get; init; }

    public required IReadOnlyList<Statement> Statements { get; init; }

    public required IReadOnlyList<Emission> Emissions { get; init; }

    /// <summary>What is drawn anew at each event.</summary>
    public required IReadOnlyList<Symbol> Chances { get; init; }

    public required ModelEvent PresynapticSpike { get; init; }

    public required ModelEvent PostsynapticSpike { get; init; }

    public required IReadOnlyList<(ModelEvent Event, Time Period)> Clocks { get; init; }

    /// <summary>What is read of the source cell, by its name there.</summary>
    public required IReadOnlyDictionary<Symbol, string> SourceNames { get; init; }

    public required IReadOnlyDictionary<Parameter, string> ParameterNames { get; init; }

    /// <summary>Moments after presynaptic spikes, and how long after.</summary>
    public required IReadOnlyList<(ModelEvent Event, Time Delay)> LateSpikes { get; init; }

    /// <summary>Every parameter by each of its names.</summary>
    public required IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; init; }

    public required IReadOnlyDictionary<Parameter, ParameterBound> ParameterBounds { get; init; }

    /// <summary>The least and the largest weight; null where none is declared.</summary>
    public required (Expr Minimum, Expr Maximum)? WeightBounds { get; init; }

    /// <summary>Whether a statement changes the weight.</summary>
    public bool IsWeightPlastic => ScopeOf(Weight) == Scope.Edge;

    /// <summary>
    /// Whether all synapses of a source that share a delay come to each event together, since what happens to single ones, at spikes of their targets, changes
    /// none: one number then says when they were last advanced.
    /// </summary>
    public bool AgeTogether => !Statements.Any(statement => statement.Event == PostsynapticSpike && ScopeOf(statement.Variable) == Scope.Edge)
        && !Emissions.Any(emission => emission.Event == PostsynapticSpike);

    /// <summary>The largest product of all emissions of one event.</summary>
    public double LargestEmission => Emissions.Count == 0 ? 1 : EmissionsByEvent.Max();

    /// <summary>The largest sum of what one synapse emits in one step, at a spike and at ticks of all its clocks.</summary>
    public double LargestEmissionOfStep => Emissions.Count == 0 ? 1 : EmissionsByEvent.Sum();

    private IEnumerable<double> EmissionsByEvent => Emissions.GroupBy(emission => emission.Event)
        .Select(group => group.Aggregate(1.0, (product, emission) => product * emission.Largest));

    /// <summary>The variables of a scope.</summary>
    public IEnumerable<ScopedVariable> In(Scope scope) => Variables.Where(variable => variable.Scope == scope);

    /// <summary>Where a symbol lives; null for what is no variable.</summary>
    public Scope? ScopeOf(Symbol symbol) => Find(symbol)?.Scope;

    /// <summary>The variable of a symbol, or null.</summary>
    public ScopedVariable? Find(Symbol symbol) => Variables.FirstOrDefault(variable => ReferenceEquals(variable.Symbol, symbol));
}
