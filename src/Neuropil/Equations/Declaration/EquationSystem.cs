namespace Neuropil;

/// <summary>
/// The equations of one population: everything that its cell, its mechanisms and its receptors declared, as expressions. It is what models
/// hand to the compiler; it knows nothing of columns, kernels or threads.
/// </summary>
public sealed class EquationSystem
{
    internal EquationSystem(
        IReadOnlyList<StateVariable> states,
        IReadOnlyDictionary<string, Expr> intermediates,
        IReadOnlyList<ArrivalPort> ports,
        IReadOnlyDictionary<Parameter, string> parameterNames,
        IReadOnlyList<IReadOnlyList<Symbol>> conserved,
        IReadOnlyList<Symbol> draws)
    {
        States = states;
        Intermediates = intermediates;
        Ports = ports;
        ParameterNames = parameterNames;
        Conserved = conserved;
        Draws = draws;
    }

    /// <summary>All state variables in order of declaration.</summary>
    public IReadOnlyList<StateVariable> States { get; }

    /// <summary>Named quantities that follow from the state (currents, conductances, steady states), for recording.</summary>
    public IReadOnlyDictionary<string, Expr> Intermediates { get; }

    /// <summary>Where spikes arrive.</summary>
    public IReadOnlyList<ArrivalPort> Ports { get; }

    /// <summary>The full name of every parameter.</summary>
    public IReadOnlyDictionary<Parameter, string> ParameterNames { get; }

    /// <summary>Groups of variables whose sum is conserved (closed pools); a method that does not conserve sums refuses them.</summary>
    public IReadOnlyList<IReadOnlyList<Symbol>> Conserved { get; }

    /// <summary>The membrane potential; null for what has none.</summary>
    public Symbol? MembranePotential { get; internal set; }

    /// <summary>What is drawn anew in each step for each cell: white noises and chances.</summary>
    public IReadOnlyList<Symbol> Draws { get; }

    /// <summary>The rates of those draws that are counts.</summary>
    internal IReadOnlyList<EventCount> Counts { get; init; } = [];

    /// <summary>What arrives at a port, by its symbol, beside the weights of spikes.</summary>
    internal IReadOnlyDictionary<Symbol, Expr> AddedArrivals { get; init; } = new Dictionary<Symbol, Expr>();

    /// <summary>Whether chance has a part in the equations.</summary>
    public bool IsStochastic => Draws.Count > 0;

    /// <summary>What can happen to a cell, in order of declaration.</summary>
    public IReadOnlyList<ModelEvent> Events { get; init; } = [];

    /// <summary>What changes on the <see cref="Events"/>, in order of declaration.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The event that is a spike, or null for cells that never spike.</summary>
    public ModelEvent? Spike => Events.FirstOrDefault(happening => happening.EmitsSpike);

    /// <summary>What follows a spike for some time; null for nothing.</summary>
    public Refractoriness? Refractoriness { get; init; }

    /// <summary>What the gates' equations are made of, in order of declaration.</summary>
    public IReadOnlyList<GateEquations> Gates { get; internal set; } = [];

    /// <summary>The names of parts of the equations, by identity: the intermediates, and what declarations name for people alone.</summary>
    internal IReadOnlyDictionary<Expr, string> Labels { get; init; } = new Dictionary<Expr, string>();

    /// <summary>The scope of the main compartment, whose variables may be named without it; null where a cell is one compartment.</summary>
    internal string? MainScope { get; set; }

    /// <summary>The statements of an event, in order of declaration.</summary>
    public IEnumerable<Statement> On(ModelEvent happening) => Statements.Where(statement => statement.Event == happening);

    /// <summary>The objects that declared something, with the scopes in which their parameters are named, in order of declaration.</summary>
    internal IReadOnlyList<(object Declaration, string Scope)> Declarations { get; init; } = [];

    /// <summary>The times that the equations round to the grid.</summary>
    internal IReadOnlyList<GridTime> GridTimes { get; init; } = [];

    /// <summary>Every parameter by each of its names: one object that stands at two places has two.</summary>
    internal IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; init; } = [];

    /// <summary>What the values of some parameters must be in every cell.</summary>
    internal IReadOnlyDictionary<Parameter, ParameterBound> ParameterBounds { get; init; } = new Dictionary<Parameter, ParameterBound>();

    /// <summary>The membrane potential of the compartment of that name, or of a cell's only one; of the main one for null.</summary>
    /// <exception cref="UnknownNameException">The cell has several compartments, and none of that name.</exception>
    public Symbol? MembranePotentialIn(string? compartment)
        => compartment is null || MainScope is null ? MembranePotential : FindState($"{compartment}.V").Symbol;

    /// <summary>
    /// The state variable or intermediate of that name: the full path, or the path within the main compartment (V for soma.V), or its end after a
    /// dot if no other ends so.
    /// </summary>
    /// <exception cref="UnknownNameException">There is none, or more than one; the message names the nearest.</exception>
    public Expr Find(string name) => NameSearch.Find("variable", name, MainScope, Variables());

    /// <summary>The state variable of that name (see <see cref="Find"/>).</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public StateVariable FindState(string name)
    {
        var symbol = NameSearch.Find("variable", name, MainScope, States.Select(state => (state.Symbol.Name, (Expr)state.Symbol)));
        return States.First(state => ReferenceEquals(state.Symbol, symbol));
    }

    /// <summary>What has that name: a state variable or an intermediate (see <see cref="Find"/>), else a parameter.</summary>
    /// <exception cref="UnknownNameException">There is none, or more than one; the message names the nearest.</exception>
    internal Expr FindQuantity(string name)
        => NameSearch.Find("variable or parameter", name, MainScope, Variables(),
            Parameters.DistinctBy(one => one.Name).Select(one => (one.Name, (Expr)new ParameterExpr(one.Parameter))));

    private IEnumerable<(string Name, Expr Value)> Variables()
        => States.Select(state => (state.Symbol.Name, (Expr)state.Symbol)).Concat(Intermediates.Select(pair => (pair.Key, pair.Value)));
}
