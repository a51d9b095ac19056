namespace Neuropil;

/// <summary>
/// Collects what the release and the plasticity of a projection declare: variables in the scope of the source, the target or the edge, their
/// equations, and statements on events. Nothing is stepped for each synapse: variables of an edge advance when something happens to it.
/// </summary>
/// <remarks>
/// On a presynaptic spike the release emits: what arrives at the receptor is the weight times everything that is emitted. A synapse that emits
/// at clocks alone lets out nothing at a spike, one that emits nowhere its weight. A declaration runs before those behind it, release before
/// plasticity: a spike so transmits with the weight that it finds.
/// </remarks>
public sealed class SynapseBuilder
{
    private readonly List<SynapseVariable> variables = [];
    private readonly List<Statement> statements = [];
    private readonly List<Emission> emissions = [];
    private readonly List<Symbol> chances = [];
    private readonly List<(ModelEvent Event, Time Period)> clocks = [];
    private readonly List<(ModelEvent Event, Time Delay)> late = [];
    private readonly Dictionary<Symbol, string> targetNames = [];
    private readonly Dictionary<Symbol, string> sourceNames = [];
    private readonly Dictionary<Symbol, Func<string, EquationFormatException>> places = [];
    private readonly DeclaredParameters parameters = new();
    private readonly DeclarationScopes scopes = new();

    internal SynapseBuilder(Dimension weight)
        => Weight = new Symbol("w", weight, SymbolKind.State);

    /// <summary>
    /// The weight of the synapse, in the unit that the receptor gives it. Where a statement changes it, each synapse keeps its own.
    /// </summary>
    public Symbol Weight { get; }

    /// <summary>A spike of the source reaches the synapse, its delay after it was fired. Of one time, it comes before a postsynaptic spike.</summary>
    public ModelEvent PresynapticSpike { get; } = new("presynaptic spike", EventKind.PresynapticSpike);

    /// <summary>A spike of the target reaches the synapse, the dendritic delay after it was fired.</summary>
    public ModelEvent PostsynapticSpike { get; } = new("postsynaptic spike", EventKind.PostsynapticSpike);

    internal IReadOnlyList<SynapseVariable> Variables => variables;

    internal IReadOnlyList<Statement> Statements => statements;

    internal IReadOnlyList<Emission> Emissions => emissions;

    internal IReadOnlyList<Symbol> Drawn => chances;

    internal IReadOnlyList<(ModelEvent Event, Time Period)> Clocks => clocks;

    internal IReadOnlyList<(ModelEvent Event, Time Delay)> LateSpikes => late;

    /// <summary>The names in the target's equations that stand behind the symbols of <see cref="Target"/>.</summary>
    internal IReadOnlyDictionary<Symbol, string> TargetNames => targetNames;

    /// <summary>The names in the source's equations that stand behind the symbols of <see cref="Source"/>.</summary>
    internal IReadOnlyDictionary<Symbol, string> SourceNames => sourceNames;

    internal IReadOnlyDictionary<Parameter, string> ParameterNames => parameters.Names;

    internal IReadOnlyList<(string Name, Parameter Parameter)> Parameters => parameters.All;

    internal IReadOnlyDictionary<Parameter, ParameterBound> ParameterBounds => parameters.Bounds;

    /// <summary>The least and the largest weight, or null where none is declared.</summary>
    internal (Expr Minimum, Expr Maximum)? WeightBounds { get; private set; }

    /// <summary>A clock that ticks each <paramref name="period"/>, first at that time.</summary>
    /// <exception cref="ArgumentException">The period is not more than zero.</exception>
    public ModelEvent Clock(string name, Time period)
    {
        if (!(period.SiValue > 0) || double.IsInfinity(period.SiValue))
        {
            throw new ArgumentException($"Clock '{name}' has a period of {period}; expected more than 0 ms.", nameof(period));
        }

        var tick = new ModelEvent(scopes.Path(name), EventKind.Clock);
        clocks.Add((tick, period));
        return tick;
    }

    /// <summary>
    /// The moment some time after a spike of the source has reached the synapse, as calcium comes later than the current does. Statements on it change what
    /// lives on the edge, and read nothing of the scope of the source; every spike has it, however many are on their way.
    /// </summary>
    /// <exception cref="ArgumentException">The delay is not more than zero.</exception>
    public ModelEvent AfterPresynapticSpike(Time delay)
    {
        if (!(delay.SiValue > 0) || double.IsInfinity(delay.SiValue))
        {
            throw new ArgumentException($"'{scopes.Path("")}' waits {delay} after a presynaptic spike; expected more than 0 ms.", nameof(delay));
        }

        var happening = new ModelEvent($"presynaptic spike {delay} before", EventKind.PresynapticSpike);
        late.Add((happening, delay));
        return happening;
    }

    /// <summary>Declares a variable that starts at a value and has its unit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scope">
    /// The narrowest scope that serves: of the source, of the target, or of the edge. A parameter that is drawn for each synapse, or delays that
    /// differ between the synapses of a cell, move it to the edge.
    /// </param>
    /// <param name="initial">Where it starts: a function of parameters.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the scope is that of a cell or of sites (<see cref="Sites"/>).</exception>
    public Symbol Variable(string name, Scope scope, Expr initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        if (scope is Scope.Cell or Scope.Site)
        {
            throw new ArgumentException($"Variable '{scopes.Path(name)}' has the scope {scope}; expected Source, Target or Edge.", nameof(scope));
        }

        var symbol = new Symbol(FreePath(name), initial.Dimension, SymbolKind.State);
        variables.Add(new SynapseVariable(symbol, scope, initial));
        return symbol;
    }

    /// <summary>Declares a variable of each release site of a synapse: <c>name[1]</c>, <c>name[2]</c>, ...</summary>
    /// <exception cref="ArgumentException">The name is taken, or there is no site.</exception>
    public IReadOnlyList<Symbol> Sites(string name, int sites, Expr initial)
        => [.. EachSite(name, sites).Select(site => Variable(site, Scope.Edge, initial))];

    /// <summary>Gives the equation dy/dt = <paramref name="derivative"/>.</summary>
    /// <exception cref="DimensionMismatchException">The derivative is not in the variable's unit per time.</exception>
    /// <exception cref="UnknownNameException">It is no variable of this synapse.</exception>
    public void Differential(Symbol variable, Expr derivative)
    {
        ArgumentNullException.ThrowIfNull(derivative);
        var declared = Find(variable);
        Dimension expected = variable.Dimension / Time.Dimension;
        declared.Derivative = derivative.Dimension == expected
            ? derivative
            : throw new DimensionMismatchException(
                $"d{variable.Name}/dt must be in {QuantityCatalogue.Describe(expected)}, but '{ExprPrinter.Short(derivative)}' is in "
                + $"{QuantityCatalogue.Describe(derivative.Dimension)}.");
    }

    /// <summary>
    /// Keeps a variable within bounds: after the statements of each event it is clipped to them, and between events it stays at the one that its
    /// equation would take it across. A bound may read parameters and what its variable's scope sees (not chances): as the event's statements leave it.
    /// That of a variable with an equation may read, beside parameters, only variables without one, which stand still between events.
    /// </summary>
    /// <remarks>A weight whose bounds read variables has no largest value that is known before: it may grow as one without bounds.</remarks>
    /// <exception cref="DimensionMismatchException">A bound has another unit.</exception>
    /// <exception cref="UnknownNameException">It is no variable of this synapse.</exception>
    public void Bounds(Symbol variable, Expr minimum, Expr maximum)
    {
        var bounds = (SameUnit(variable, minimum, "minimum"), SameUnit(variable, maximum, "maximum"));
        if (ReferenceEquals(variable, Weight))
        {
            WeightBounds = bounds;
        }
        else
        {
            Find(variable).Bounds = bounds;
        }
    }

    /// <summary>
    /// Holds a parameter of the model to be at most a value, beside what <see cref="PositiveAttribute"/> and the like say: as it is declared, as each synapse
    /// draws it, and as it is set in a run.
    /// </summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="most">Its largest value, in its unit, the same for all synapses.</param>
    /// <exception cref="ArgumentException">It is more, or is no parameter of this model.</exception>
    /// <exception cref="DimensionMismatchException">The largest value has another unit.</exception>
    public void RequireAtMost(Parameter parameter, Parameter most)
    {
        RequireLimit(parameter, most, "most");
        parameters.RequireAtMost(parameter, most);
    }

    /// <summary>Holds a parameter of the model to be at least a value, as <see cref="RequireAtMost"/> holds it to be at most one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="least">Its smallest value, in its unit, the same for all synapses.</param>
    /// <exception cref="ArgumentException">It is less, or is no parameter of this model.</exception>
    /// <exception cref="DimensionMismatchException">The smallest value has another unit.</exception>
    public void RequireAtLeast(Parameter parameter, Parameter least)
    {
        RequireLimit(parameter, least, "least");
        parameters.RequireAtLeast(parameter, least);
    }

    /// <summary>On an event, a variable (or the <see cref="Weight"/>) takes a value, which sees what the event's statements before it wrote.</summary>
    /// <exception cref="ArgumentException">The event has already a statement for the variable, or is not one of this synapse.</exception>
    /// <exception cref="DimensionMismatchException">The value has another unit.</exception>
    /// <exception cref="UnknownNameException">It is no variable of this synapse.</exception>
    public void On(ModelEvent happening, Symbol variable, Expr value)
    {
        RequireOwn(happening);
        if (!ReferenceEquals(variable, Weight))
        {
            Find(variable);
        }

        if (statements.Find(other => other.Event == happening && ReferenceEquals(other.Variable, variable)) is { } first)
        {
            throw new ArgumentException(
                $"Two statements on a {happening.Name} give {variable.Name}: '{ExprPrinter.Short(first.Value)}' and '{ExprPrinter.Short(value)}'. Write one.",
                nameof(variable));
        }

        statements.Add(new Statement(happening, variable, SameUnit(variable, value, $"value on a {happening.Name}")));
    }

    /// <summary>
    /// States what a presynaptic spike lets out: a pure number by which the weight is multiplied on its way to the receptor. It sees the
    /// variables as the statements on a presynaptic spike before it leave them. Several emissions multiply.
    /// </summary>
    /// <param name="factor">The factor, such as u R.</param>
    /// <param name="largest">The largest value that the factor can take; the run stops, naming the synapse, should it be exceeded.</param>
    /// <exception cref="DimensionMismatchException">The factor is no pure number.</exception>
    /// <exception cref="ArgumentException">The largest factor is not more than zero.</exception>
    public void Emit(Expr factor, double largest = 1) => Emit(PresynapticSpike, factor, largest);

    /// <summary>
    /// The same at another event: at a tick of a <see cref="Clock"/> each synapse lets out the weight times the factor, as a release that is not bound to
    /// spikes does. A tick at which the factor is zero costs what its statements cost, for each synapse.
    /// </summary>
    /// <param name="happening">The presynaptic spike, or a clock of this synapse.</param>
    /// <param name="factor">The factor, a pure number.</param>
    /// <param name="largest">The largest value that the factor can take; the run stops, naming the synapse, should it be exceeded.</param>
    /// <exception cref="DimensionMismatchException">The factor is no pure number.</exception>
    /// <exception cref="ArgumentException">The largest factor is not more than zero, or the event is no clock of this synapse.</exception>
    public void Emit(ModelEvent happening, Expr factor, double largest = 1)
    {
        ArgumentNullException.ThrowIfNull(factor);
        RequireOwn(happening);
        if (happening == PostsynapticSpike || late.Exists(one => one.Event == happening))
        {
            throw new ArgumentException(
                $"'{scopes.Path("")}' emits on a {happening.Name}; expected its presynaptic spike, or a clock of its own.", nameof(happening));
        }

        if (factor.IsCondition || !factor.Dimension.IsNone)
        {
            throw new DimensionMismatchException(
                $"'{scopes.Path("")}' emits '{ExprPrinter.Short(factor)}', which is in {QuantityCatalogue.Describe(factor.Dimension)}; expected a "
                + $"pure number, which multiplies the weight (in {QuantityCatalogue.Describe(Weight.Dimension)}).");
        }

        if (!(largest > 0) || double.IsInfinity(largest))
        {
            throw new ArgumentException($"'{scopes.Path("")}' emits at most {largest}; expected a number above 0.", nameof(largest));
        }

        emissions.Add(new Emission(happening, factor, largest, statements.Count));
    }

    /// <summary>A number from 0 to 1 that is drawn anew at each event of each synapse.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol Chance(string name)
    {
        var symbol = new Symbol(FreePath(name), Dimension.None, SymbolKind.Chance);
        chances.Add(symbol);
        return symbol;
    }

    /// <summary>A chance for each release site of a synapse.</summary>
    /// <exception cref="ArgumentException">The name is taken, or there is no site.</exception>
    public IReadOnlyList<Symbol> Chances(string name, int sites) => [.. EachSite(name, sites).Select(Chance)];

    /// <summary>A variable of the target cell at the event's time: its full name or the end of it, such as <c>V</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="dimension">Its dimension, which is checked when the projection is made.</param>
    public Expr Target(string name, Dimension dimension)
    {
        var symbol = new Symbol($"target.{name}", dimension, SymbolKind.Placeholder);
        targetNames.Add(symbol, name);
        return symbol;
    }

    /// <summary>
    /// A variable of the source cell as it is at a tick of a <see cref="Clock"/>, whatever the delay: its full name or the end of it, such as <c>r</c>.
    /// Statements on clocks that change what lives on the edge may read it. It is how synapses learn that no spike passes: those of rate units.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="dimension">Its dimension, which is checked when the projection is made.</param>
    public Expr Source(string name, Dimension dimension)
    {
        if (sourceNames.FirstOrDefault(pair => pair.Value == name && pair.Key.Dimension == dimension).Key is { } known)
        {
            return known;
        }

        var symbol = new Symbol($"source.{name}", dimension, SymbolKind.State);
        sourceNames.Add(symbol, name);
        return symbol;
    }

    /// <summary>Runs the declaration of a part in a scope of its own name, learning the names of its parameters.</summary>
    internal void InScope(string name, object declaration, Action declare) => scopes.In(name, () => Alone(declaration, declare));

    /// <summary>Runs the declaration of a part whose names have no scope before them, learning the names of its parameters.</summary>
    internal void Alone(object declaration, Action declare)
    {
        parameters.AddAll(declaration, scopes.Path);
        declare();
    }

    /// <summary>Names a parameter of the part that is being declared.</summary>
    internal void NameParameter(string name, Parameter parameter) => parameters.Add(scopes.Path(name), parameter);

    /// <summary>States where in a text a variable has its line: what is found wrong with it later is said there.</summary>
    internal void IsWritten(Symbol variable, Func<string, EquationFormatException> place) => places.Add(variable, place);

    /// <summary>The error for a fault of a variable: at its line where it was written as text, else the one that is given.</summary>
    internal Exception Fault(string projection, Symbol variable, string message, Func<string, Exception>? otherwise = null)
        => places.TryGetValue(variable, out var place) ? place(message).In($"Projection '{projection}'")
            : (otherwise ?? (text => new ArgumentException(text)))($"Projection '{projection}': {message}");

    private SynapseVariable Find(Symbol variable) => variables.Find(known => ReferenceEquals(known.Symbol, variable))
        ?? throw new UnknownNameException($"'{variable.Name}' is not a variable of this synapse.");

    private static void RequireLimit(Parameter parameter, Parameter limit, string side)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(limit);
        if (parameter.Dimension != limit.Dimension)
        {
            throw new DimensionMismatchException(
                $"A parameter in {QuantityCatalogue.Describe(parameter.Dimension)} cannot be at {side} {limit}, which is in "
                + $"{QuantityCatalogue.Describe(limit.Dimension)}.");
        }

        if (!limit.IsUniform)
        {
            throw new ArgumentException($"{limit} differs between synapses; expected one value for all.", side);
        }
    }

    private void RequireOwn(ModelEvent happening)
    {
        if (happening != PresynapticSpike && happening != PostsynapticSpike && !clocks.Exists(clock => clock.Event == happening)
            && !late.Exists(one => one.Event == happening))
        {
            throw new ArgumentException($"'{happening.Name}' is not an event of this synapse; expected its presynaptic or postsynaptic spike, or a "
                + "clock of its own.", nameof(happening));
        }
    }

    private IEnumerable<string> EachSite(string name, int sites) => sites > 0
        ? Enumerable.Range(1, sites).Select(site => $"{name}[{site}]")
        : throw new ArgumentException($"'{scopes.Path(name)}' has {sites} sites; expected at least 1.", nameof(sites));

    private string FreePath(string name)
    {
        string path = scopes.Path(name);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A variable of synapse '{path}' needs a name.", nameof(name));
        }

        return path == Weight.Name || variables.Exists(variable => variable.Symbol.Name == path) || chances.Exists(chance => chance.Name == path)
            ? throw new ArgumentException($"There is already a variable '{path}'.", nameof(name))
            : path;
    }

    private static Expr SameUnit(Symbol variable, Expr value, string what) => !value.IsCondition && value.Dimension == variable.Dimension
        ? value
        : throw new DimensionMismatchException(
            $"The {what} of {variable.Name} must be in {QuantityCatalogue.Describe(variable.Dimension)}, but '{ExprPrinter.Short(value)}' is "
            + $"{(value.IsCondition ? "a condition" : $"in {QuantityCatalogue.Describe(value.Dimension)}")}.");
}
