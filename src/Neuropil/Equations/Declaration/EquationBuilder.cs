namespace Neuropil;

/// <summary>
/// Collects states, their equations, and what happens on events, and closes them to an <see cref="EquationSystem"/>. Names are paths: inside
/// the scope <c>sodium.traubMiles</c> a state <c>m</c> becomes <c>sodium.traubMiles.m</c>.
/// </summary>
public abstract class EquationBuilder
{
    private readonly List<StateVariable> states = [];
    private readonly Dictionary<string, Expr> intermediates = new(StringComparer.Ordinal);
    private readonly List<ArrivalPort> ports = [];
    private readonly DeclaredParameters parameters = new();
    private readonly List<IReadOnlyList<Symbol>> conserved = [];
    private readonly List<Symbol> draws = [];
    private readonly List<EventCount> counts = [];
    private readonly Dictionary<Symbol, Expr> added = [];
    private readonly FormulaLabels labels = new();
    private readonly DeclarationScopes scopes = new();
    private readonly OpenSums sums = new();
    private readonly EventDeclarations events = new();
    private readonly List<GridTime> gridTimes = [];
    private Refractoriness? refractoriness;
    private readonly Dictionary<Symbol, Expr> parts = [];
    private (ArrivalPort Whole, Expr Part)? shared;
    private UpdatePhase phase = UpdatePhase.Cell;

    /// <summary>The path of the scope in which a declaration stands, for messages.</summary>
    internal string Scope => Path("");

    /// <summary>Declares a state variable in the present scope.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol State(string name, Dimension dimension)
        => AddState(FreePath(name), dimension, Path(""));

    /// <summary>Gives the equation dy/dt = <paramref name="derivative"/>.</summary>
    /// <exception cref="DimensionMismatchException">The derivative is not in the variable's unit per time.</exception>
    public void Differential(Symbol variable, Expr derivative)
    {
        Dimension expected = variable.Dimension / Time.Dimension;
        if (derivative.Dimension != expected)
        {
            throw new DimensionMismatchException(
                $"d{variable.Name}/dt must be in {QuantityCatalogue.Describe(expected)}, but '{ExprPrinter.Short(derivative)}' is in "
                    + $"{QuantityCatalogue.Describe(derivative.Dimension)}.");
        }

        Find(variable).Derivative = derivative;
    }

    /// <summary>
    /// Declares a white noise, independent for each cell: xi with the unit 1/sqrt(time), so that dx/dt = f + g xi is dx = f dt + g dW. It may
    /// stand, linearly, in any number of equations, which then see the same path. Whether they are meant in Ito's or in Stratonovich's
    /// calculus is decided by the method that advances them.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol WhiteNoise(string name) => Draw(name, Time.Dimension.Power(-0.5), SymbolKind.WhiteNoise);

    /// <summary>Declares a number from 0 to 1 that is drawn anew in each step, independent for each cell: what happens by chance is written with it.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol Chance(string name) => Draw(name, Dimension.None, SymbolKind.Chance);

    /// <summary>
    /// Declares a number of events in each step, independent for each cell: a Poisson count whose mean is rate times dt, with the rate at the beginning of the
    /// step. Many synapses that are active at random are one such count: the sum of independent Poisson trains is a Poisson train.
    /// </summary>
    /// <remarks>
    /// Counts are exact at every mean: by inversion of a number of 53 bits to a mean of 10, above it by rejection (Hormann, Insurance: Mathematics and
    /// Economics 12, 1993). A run at another time step draws others.
    /// </remarks>
    /// <param name="name">The name.</param>
    /// <param name="rate">Events per time: a function of parameters and <see cref="Symbol.Time"/>. It must be 0 Hz or more.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the rate depends on variables or on what is drawn.</exception>
    /// <exception cref="DimensionMismatchException">The rate is no frequency.</exception>
    public Symbol PoissonCount(string name, Expr rate) => Count(name, rate, sharedBy: null);

    /// <summary>
    /// Declares a number of events in each step that is the same for all cells: all see the same events, as do cells of other populations that share by the
    /// same name.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="rate">Events per time: a function of <see cref="Symbol.Time"/> and of parameters that are one for all. It must be 0 Hz or more.</param>
    /// <param name="sharedBy">The name of what is shared.</param>
    /// <exception cref="ArgumentException">A name is empty or taken, the rate depends on variables, on what is drawn, or differs between cells.</exception>
    /// <exception cref="DimensionMismatchException">The rate is no frequency.</exception>
    public Symbol SharedPoissonCount(string name, Expr rate, string sharedBy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sharedBy);
        return Dependence.Nodes(rate).OfType<ParameterExpr>().FirstOrDefault(node => !node.Parameter.IsUniform) is { } several
            ? throw new ArgumentException($"The rate of '{Path(name)}', which all cells share, depends on {several}, which differs between cells.")
            : Count(name, rate, sharedBy);
    }

    /// <summary>
    /// Adds to what arrives at a port in each step, beside the weights of spikes: an amount of the cell's own, such as a weight times a
    /// <see cref="PoissonCount"/>. What happens on the port's event sees the sum.
    /// </summary>
    /// <param name="port">The port.</param>
    /// <param name="amount">A function of parameters, time and what is drawn; not of variables. A white noise times dt is its integral over the step.</param>
    /// <exception cref="ArgumentException">The port is none of this system, or the amount depends on variables.</exception>
    /// <exception cref="DimensionMismatchException">The amount has another unit than the port's weights.</exception>
    public void AddArrival(ArrivalPort port, Expr amount)
    {
        ArgumentNullException.ThrowIfNull(port);
        if (!ports.Contains(port))
        {
            throw new ArgumentException($"What arrives at '{port.Receptor}' was declared elsewhere.", nameof(port));
        }

        if (Dependence.OnState(amount))
        {
            throw new ArgumentException($"What arrives at '{port.Receptor}' depends on variables: '{ExprPrinter.Short(amount)}'.", nameof(amount));
        }

        SameUnit(port.Symbol, amount, "amount added to");
        added[port.Symbol] = added.TryGetValue(port.Symbol, out var before) ? before + amount : amount;
    }

    /// <summary>
    /// Declares an Ornstein-Uhlenbeck process, dx/dt = (mean - x)/tau + sd sqrt(2/tau) xi, with that mean and standard deviation in the long run.
    /// It starts at its mean, advances at the beginning of a step, before the cell, and its update is exact for any step:
    /// x_new = mean + (x - mean) e^(-dt/tau) + sd sqrt(1 - e^(-2 dt/tau)) N (Gillespie, Phys. Rev. E 54, 1996).
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol OrnsteinUhlenbeck(string name, Expr mean, Expr standardDeviation, Expr timeConstant)
    {
        var before = phase;
        phase = UpdatePhase.Receptor;
        var process = State(name, mean.Dimension);
        phase = before;
        Differential(process, ((mean - process) / timeConstant) + (standardDeviation * Functions.Sqrt(2 / timeConstant) * WhiteNoise(name + "Noise")));
        Initial(process, mean);
        return process;
    }

    /// <summary>
    /// Gives the variable's value after each step, as a function of the values before it, in place of a differential equation: for what changes
    /// in steps, such as a unit that is on or off.
    /// </summary>
    public void Update(Symbol variable, Expr value) => Find(variable).Update = SameUnit(variable, value, "update");

    /// <summary>Gives the initial value, as a function of parameters and of other variables' initial values.</summary>
    public void Initial(Symbol variable, Expr value) => Find(variable).Initial = SameUnit(variable, value, "initial value");

    /// <summary>Gives the largest value that the variable may have: what goes beyond is cut, before anything else sees it.</summary>
    public void Ceiling(Symbol variable, Expr value) => Find(variable).Ceiling = SameUnit(variable, value, "ceiling");

    /// <summary>
    /// States that the sum of these variables does not change (the states of a channel or receptor, pools of a substance). A method that does
    /// not conserve sums then refuses them by name.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two pools, or they have different units.</exception>
    /// <exception cref="UnknownNameException">A symbol is no state variable of this system.</exception>
    public void Conserved(params Symbol[] pools)
    {
        string names = string.Join(", ", pools.Select(pool => Find(pool).Symbol.Name));
        if (pools.Length < 2 || Array.Exists(pools, pool => pool.Dimension != pools[0].Dimension))
        {
            throw new ArgumentException($"A conserved sum needs two or more variables of the same unit, but has: {names}.", nameof(pools));
        }

        conserved.Add(pools);
    }

    /// <summary>Gives a name to a quantity that can be recorded.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public void Intermediate(string name, Expr value) => intermediates.Add(FreePath(name), value);

    /// <summary>
    /// Gives a part of a formula the name by which papers know it, for people who read the equations; it is not computed for that. A further one
    /// of the same name in a scope gets a number.
    /// </summary>
    public void Label(string name, Expr value) => labels.Add(name, value, Path);

    /// <summary>
    /// Declares when the cell spikes. With a reset, a statement on the spike that changes a variable of the condition, it spikes whenever the condition holds
    /// outside its refractory period; without one, whenever the condition becomes true.
    /// </summary>
    /// <param name="condition">The condition, such as V &gt;= threshold.</param>
    /// <param name="occurrence">Which of the two, whatever the statements.</param>
    /// <exception cref="ArgumentException">It is no condition, or the cell spikes on another already.</exception>
    public ModelEvent Spike(Expr condition, Occurrence? occurrence = null) => events.AddCondition("spike", condition, occurrence, emitsSpike: true);

    /// <summary>Declares that something happens to the cell, which is no spike, on a condition; how often is decided as for <see cref="Spike"/>.</summary>
    /// <exception cref="ArgumentException">It is no condition, or the name is taken.</exception>
    public ModelEvent When(string name, Expr condition, Occurrence? occurrence = null)
        => events.AddCondition(Path(name), condition, occurrence, emitsSpike: false);

    /// <summary>
    /// On an event, a variable takes a value. The cell is first advanced to the event's time; then the event's statements run in the order of their
    /// declaration, each seeing what those before it wrote. What arrives acts on a receptor's variables before the cell integrates, on the cell's own (the
    /// membrane potential, for a delta synapse) after it and before conditions are looked at. Conditions are all looked at before any of their statements run.
    /// </summary>
    /// <exception cref="ArgumentException">Two statements of the event give the variable, or the value reads what the cell does not have.</exception>
    /// <exception cref="DimensionMismatchException">The value has another unit than the variable.</exception>
    /// <exception cref="UnknownNameException">The variable is no state variable of this system.</exception>
    public void On(ModelEvent happening, Symbol variable, Expr value)
        => events.On(new Statement(happening, Find(variable).Symbol, parts.Count == 0 ? value : Substitution.Replace(value, parts)),
            symbol => states.Exists(state => ReferenceEquals(state.Symbol, symbol)), "the cell");

    /// <summary>
    /// Declares a sum that others fill until the system is closed: its symbol may stand in any equation, and <see cref="OpenSum.Add"/> may come before and
    /// after.
    /// </summary>
    public OpenSum Sum(string name, Dimension dimension) => sums.Add(Path(name), dimension);

    /// <summary>Declares that a cell fires no other spike for some time after one, and that variables are held meanwhile.</summary>
    /// <exception cref="ArgumentException">The cell has no spike, or is refractory already.</exception>
    /// <exception cref="DimensionMismatchException">The period is no time.</exception>
    /// <exception cref="UnknownNameException">What is to be held is no state variable of this system.</exception>
    public void Refractory(Expr period, params IReadOnlyList<Symbol> held)
    {
        if (events.Spike is null || refractoriness is not null)
        {
            throw new ArgumentException(
                $"A refractory period of {ExprPrinter.Short(period)} was declared "
                + $"{(events.Spike is null ? "before any spike" : $"beside that of {ExprPrinter.Short(refractoriness!.Period)}")}.");
        }

        if (period.Dimension != Time.Dimension)
        {
            throw new DimensionMismatchException(
                $"A refractory period must be in {QuantityCatalogue.Describe(Time.Dimension)}, but '{ExprPrinter.Short(period)}' is in "
                + $"{QuantityCatalogue.Describe(period.Dimension)}.");
        }

        gridTimes.Add(new GridTime("refractory period", period, IsRounded: true, Lasts: true));
        refractoriness = new Refractoriness(period, [.. held.Select(variable => Find(variable).Symbol)]);
    }

    /// <summary>
    /// Whether an instant has come when a step begins, for what is switched on and off: the instant is rounded to the nearest step, a half upwards, and a user
    /// whose value lies between two is warned. In continuous time it is the instant itself.
    /// </summary>
    /// <param name="name">The instant's name, for the warning.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="now">When: the step's beginning unless given; its end is <c>Symbol.StepStart + Symbol.TimeStep</c>.</param>
    public Expr HasCome(string name, Parameter<Time> instant, Expr? now = null)
    {
        gridTimes.Add(new GridTime(Path(name), instant, IsRounded: true, Lasts: false));
        return Expr.Of(instant) <= (now ?? Symbol.StepStart) + (TimeGrid.BelowHalf * Symbol.TimeStep);
    }

    /// <summary>States that something lasts for a time: one below half a time step, and not zero, is then an error that names it.</summary>
    public void Lasts(string name, Expr duration) => gridTimes.Add(new GridTime(Path(name), duration, IsRounded: false, Lasts: true));

    /// <summary>Declares where spikes arrive: a symbol for the sum of their weights in a step, with the event on which they act.</summary>
    public ArrivalPort Arrival(Dimension weight)
    {
        if (shared is { } share)
        {
            var whole = share.Whole;
            if (weight != whole.Symbol.Dimension)
            {
                throw new DimensionMismatchException(
                    $"What arrives at '{whole.Receptor}' is in {QuantityCatalogue.Describe(whole.Symbol.Dimension)}, but '{Path("")}' takes "
                        + $"{QuantityCatalogue.Describe(weight)}.");
            }

            var own = whole with { Symbol = new Symbol(Path("arriving"), weight, SymbolKind.Arrival) };
            parts[own.Symbol] = share.Part * whole.Symbol;
            return own;
        }

        int before = ports.Count(port => port.Receptor == Path(""));
        var symbol = new Symbol(Path(before == 0 ? "arriving" : $"arriving{before + 1}"), weight, SymbolKind.Arrival);
        ports.Add(new ArrivalPort(symbol, Path(""), events.Add(new ModelEvent(symbol.Name, EventKind.Arrival) { Arriving = symbol })));
        return ports[^1];
    }

    /// <summary>The port of the receptor of that name.</summary>
    internal ArrivalPort PortOf(string receptor) => ports.Find(port => port.Receptor == receptor)
        ?? throw new ArgumentException($"'{receptor}' declares no arrival");

    /// <summary>Runs a declaration inside a named scope, learning the names of the declaring object's parameters.</summary>
    /// <exception cref="ArgumentException">The name is empty, or there is already a scope of that name.</exception>
    public void InScope(string name, object? declaration, Action declare) => scopes.In(name, () => Declare(declaration, declare));

    /// <summary>Runs a further declaration inside a scope that was opened before.</summary>
    internal void AgainInScope(string name, object? declaration, Action declare) => scopes.AgainIn(name, () => Declare(declaration, declare));

    /// <summary>Runs a receptor's declaration: its states advance before the cell's.</summary>
    internal void InReceptor(string name, object declaration, Action declare)
    {
        phase = UpdatePhase.Receptor;
        InScope(name, declaration, declare);
        phase = UpdatePhase.Cell;
    }

    /// <summary>Runs the declaration of a receptor that takes a part of what arrives at a port, in place of a port of its own.</summary>
    /// <param name="whole">The port.</param>
    /// <param name="part">The part, a pure number.</param>
    /// <param name="name">The receptor's name.</param>
    /// <param name="declaration">The receptor.</param>
    /// <param name="declare">Its declaration.</param>
    internal void InPart(ArrivalPort whole, Expr part, string name, object declaration, Action declare)
    {
        shared = (whole, part);
        InScope(name, declaration, declare);
        shared = null;
    }

    /// <summary>Learns the names of the parameters of a declaring object (its properties of type <see cref="Parameter"/>) in the present scope.</summary>
    /// <exception cref="ArgumentException">A parameter is not what it must be (<see cref="PositiveAttribute"/>,
    /// <see cref="NotNegativeAttribute"/>).</exception>
    public void NameParameters(object declaration) => parameters.AddAll(declaration, Path);

    /// <summary>Names one parameter in the present scope.</summary>
    public void NameParameter(string name, Parameter parameter) => parameters.Add(Path(name), parameter);

    /// <summary>Names one parameter in the present scope, which must be more than zero as it is used here, such as a concentration under a logarithm.</summary>
    /// <exception cref="ArgumentException">It is not, in all cells alike.</exception>
    public void NamePositiveParameter(string name, Parameter parameter)
    {
        parameters.Add(Path(name), parameter);
        parameters.RequirePositive(Path(name), parameter);
    }

    /// <summary>
    /// The closed system: sums stand for what was added to them, quotients have their limits where they are 0/0
    /// (<see cref="RemovableSingularities"/>), and records see the time of the step's beginning as the time.
    /// </summary>
    /// <exception cref="ArgumentException">An equation reads what the cell does not have, or a variable has an equation and an update.</exception>
    /// <exception cref="InvalidOperationException">Current flows into a cell without equation for it, or initial values need each other in a
    /// circle.</exception>
    internal EquationSystem Close()
    {
        BeforeClosing(states, intermediates.Values);
        var input = new Substitution(sums.Close());
        var limits = new RemovableSingularities();
        var recorded = new Substitution(new Dictionary<Symbol, Expr> { [Symbol.StepStart] = Symbol.Time });
        foreach (var state in states)
        {
            state.Derivative = Closed(state.Derivative);
            state.Update = state.Update is null ? null : Closed(state.Update);
            state.Initial = limits.Rewrite(state.Initial);
        }

        InitialOrder.RequireNoCircle(states);
        DeclaredSymbols.Require(states, events.All, ports, draws, intermediates, added);
        var system = new EquationSystem(
            states,
            intermediates.ToDictionary(pair => pair.Key, pair => recorded.Rewrite(Closed(pair.Value))),
            ports,
            parameters.Names,
            conserved,
            draws)
        {
            Events = events.All,
            Statements = events.Close(Closed),
            Refractoriness = refractoriness is null ? null : refractoriness with { Period = Closed(refractoriness.Period) },
            Labels = labels.Close(intermediates, Closed),
            Parameters = parameters.All,
            ParameterBounds = parameters.Bounds,
            GridTimes = gridTimes.ConvertAll(time => time with { Time = Closed(time.Time) }),
            Declarations = parameters.Declarations,
            Counts = counts,
            AddedArrivals = added,
        };
        Complete(system, limits);
        return system;

        Expr Closed(Expr formula) => limits.Rewrite(input.Rewrite(formula));
    }

    /// <summary>Checks what must hold before the system is closed.</summary>
    private protected virtual void BeforeClosing(IReadOnlyList<StateVariable> declared, IReadOnlyCollection<Expr> measured)
    {
    }

    /// <summary>Adds to the closed system what else is known of it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="limits">Gives quotients their limits.</param>
    private protected virtual void Complete(EquationSystem system, ExprRewriter limits)
    {
    }

    /// <summary>The path of a name in the present scope.</summary>
    private protected string Path(string name) => scopes.Path(name);

    /// <summary>The path of a name in the present scope, which nothing else has.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    private protected string FreePath(string name)
    {
        string path = Path(name);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A variable{(path.Length == 0 ? "" : $" of '{path}'")} needs a name.", nameof(name));
        }

        return states.Exists(state => state.Symbol.Name == path) || draws.Exists(draw => draw.Name == path) || intermediates.ContainsKey(path)
            ? throw new ArgumentException($"There is already a variable '{path}'.", nameof(name))
            : path;
    }

    /// <summary>Adds a state variable of that full name.</summary>
    private protected Symbol AddState(string path, Dimension dimension, string mechanism)
    {
        var symbol = new Symbol(path, dimension, SymbolKind.State);
        states.Add(new StateVariable(symbol, mechanism, phase));
        return symbol;
    }

    private void Declare(object? declaration, Action declare)
    {
        if (declaration is not null)
        {
            NameParameters(declaration);
        }

        declare();
    }

    private Symbol Draw(string name, Dimension dimension, SymbolKind kind)
    {
        var symbol = new Symbol(FreePath(name), dimension, kind);
        draws.Add(symbol);
        return symbol;
    }

    private Symbol Count(string name, Expr rate, string? sharedBy)
    {
        if (Dependence.Symbols(rate).FirstOrDefault(symbol => symbol.Kind is not (SymbolKind.Time or SymbolKind.TimeStep)) is { } read)
        {
            throw new ArgumentException($"The rate of '{Path(name)}' depends on '{read.Name}'; expected a function of parameters and time alone.");
        }

        rate = Substitution.Replace(rate.Required($"The rate of '{Path(name)}'", Frequency.Dimension),
            new Dictionary<Symbol, Expr> { [Symbol.StepStart] = Symbol.Time });
        var symbol = Draw(name, Dimension.None, SymbolKind.Count);
        counts.Add(new EventCount(symbol, rate, sharedBy));
        return symbol;
    }

    private StateVariable Find(Symbol variable) => states.Find(state => ReferenceEquals(state.Symbol, variable))
        ?? throw new UnknownNameException($"'{variable.Name}' is not a state variable of this system.");

    private static Expr SameUnit(Symbol variable, Expr value, string what) => value.Dimension == variable.Dimension
        ? value
        : throw new DimensionMismatchException(
            $"The {what} of {variable.Name} must be in {QuantityCatalogue.Describe(variable.Dimension)}, but '{ExprPrinter.Short(value)}' is in "
                + $"{QuantityCatalogue.Describe(value.Dimension)}.");
}
