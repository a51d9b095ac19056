using System.Reflection;

namespace Neuropil;

/// <summary>
/// Collects what a cell, its mechanisms and its receptors declare, and closes it to an <see cref="EquationSystem"/>. Names are paths: inside
/// the scope <c>sodium.traubMiles</c> a state <c>m</c> becomes <c>sodium.traubMiles.m</c>.
/// </summary>
public sealed class EquationBuilder
{
    private readonly List<StateVariable> states = [];
    private readonly Dictionary<string, Expr> intermediates = new(StringComparer.Ordinal);
    private readonly List<ArrivalPort> ports = [];
    private readonly Dictionary<Parameter, string> parameterNames = new(ReferenceEqualityComparer.Instance);
    private readonly List<IReadOnlyList<Symbol>> conserved = [];
    private readonly HashSet<string> openedScopes = new(StringComparer.Ordinal);
    private readonly Stack<string> scopes = new();
    private readonly List<Compartment> compartments = [new("soma", new Symbol("I", Current.Dimension, SymbolKind.Placeholder))];
    private Compartment? receiving;
    private SpikeRule? spike;
    private UpdatePhase phase = UpdatePhase.Cell;

    /// <summary>
    /// The total current (positive inward) that receptors and injected currents bring: a placeholder that is replaced by their sum when the
    /// system is closed. A cell of several compartments has one for each; this is that of the main one.
    /// </summary>
    public Symbol InputCurrent => compartments[0].InputCurrent;

    /// <summary>The membrane potential that receptor currents see, that of the main compartment; null until the cell has declared it.</summary>
    public Symbol? Voltage => compartments[0].Voltage;

    /// <summary>The path of the scope in which a declaration stands, for messages.</summary>
    internal string Scope => Path("");

    /// <summary>Declares a state variable in the present scope.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Symbol State(string name, Dimension dimension)
    {
        string path = FreePath(name);
        var symbol = new Symbol(path, dimension, SymbolKind.State);
        states.Add(new StateVariable(symbol, Path(""), phase));
        return symbol;
    }

    /// <summary>Declares the membrane potential, a state variable in volts that channels and receptors see.</summary>
    public Symbol MembranePotential(string name, Expr initial)
    {
        var voltage = State(name, Neuropil.Voltage.Dimension);
        compartments[0].Voltage = voltage;
        Initial(voltage, initial);
        return voltage;
    }

    /// <summary>
    /// Declares a compartment with a membrane potential of its own, <c>soma.V</c>. The first one is the main one, where receptors and injected
    /// currents go that name none.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Compartment Compartment(string name, Expr initial)
    {
        var voltage = new Symbol(FreePath($"{name}.V"), Neuropil.Voltage.Dimension, SymbolKind.State);
        bool isMain = compartments[0].Voltage is null;
        var compartment = new Compartment(name, isMain ? InputCurrent : new Symbol($"{name}.I", Current.Dimension, SymbolKind.Placeholder)) { Voltage = voltage };
        if (isMain)
        {
            compartments.Clear();
        }

        compartments.Add(compartment);
        states.Add(new StateVariable(voltage, mechanism: "", phase));
        Initial(voltage, initial);
        return compartment;
    }

    /// <summary>The compartment of that name; the main one for null.</summary>
    /// <exception cref="UnknownNameException">There is none; the message gives the nearest.</exception>
    public Compartment FindCompartment(string? name) => name is null
        ? compartments[0]
        : compartments.Find(compartment => compartment.Name == name)
            ?? throw UnknownNameException.For("compartment", name, compartments.Select(compartment => compartment.Name));

    /// <summary>Gives the equation dy/dt = <paramref name="derivative"/>.</summary>
    /// <exception cref="DimensionMismatchException">The derivative is not in the variable's unit per time.</exception>
    public void Differential(Symbol variable, Expr derivative)
    {
        Dimension expected = variable.Dimension / Time.Dimension;
        if (derivative.Dimension != expected)
        {
            throw new DimensionMismatchException(
                $"d{variable.Name}/dt must be in {QuantityCatalogue.Describe(expected)}, but '{ExprPrinter.Short(derivative)}' is in {QuantityCatalogue.Describe(derivative.Dimension)}.");
        }

        Find(variable).Derivative = derivative;
    }

    /// <summary>Gives the initial value, as a function of parameters and of other variables' initial values.</summary>
    public void Initial(Symbol variable, Expr value) => Find(variable).Initial = SameUnit(variable, value, "initial value");

    /// <summary>Gives the largest value that an integration step may leave.</summary>
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

    /// <summary>Adds a current, positive inward, to what the cell receives.</summary>
    public void AddInwardCurrent(Expr current)
    {
        if (current.Dimension != Current.Dimension)
        {
            throw new DimensionMismatchException($"An input current must be in {QuantityCatalogue.Describe(Current.Dimension)}, but '{ExprPrinter.Short(current)}' is in {QuantityCatalogue.Describe(current.Dimension)}.");
        }

        var place = receiving ?? compartments[0];
        place.InwardCurrent = place.InwardCurrent is null ? current : place.InwardCurrent + current;
    }

    /// <summary>Says when the cell spikes and what follows.</summary>
    public void Spikes(SpikeRule rule) => spike = rule;

    /// <summary>Declares where spikes arrive; the symbol is the sum of their weights in a step.</summary>
    public Symbol Arrival(Dimension weight)
    {
        var symbol = new Symbol(Path("arriving"), weight, SymbolKind.Arrival);
        ports.Add(new ArrivalPort(symbol, Path("")));
        return symbol;
    }

    /// <summary>
    /// Says what arriving spikes add to a state: to a receptor's before the cell integrates, to the cell's own (the membrane potential, for a
    /// delta synapse) after it and before the threshold is tested. Several jumps of one variable add.
    /// </summary>
    public void Jump(Symbol variable, Expr amount)
    {
        var state = Find(variable);
        var own = SameUnit(variable, amount, "jump");
        state.Jump = state.Jump is null ? own : state.Jump + own;
    }

    /// <summary>Runs a declaration inside a named scope, learning the names of the declaring object's parameters.</summary>
    /// <exception cref="ArgumentException">The name is empty, or there is already a scope of that name.</exception>
    public void InScope(string name, object? declaration, Action declare)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A mechanism or receptor{(scopes.Count == 0 ? "" : $" in '{Path("")}'")} needs a name.", nameof(name));
        }

        if (!openedScopes.Add(Path(name)))
        {
            throw new ArgumentException($"There are two mechanisms or receptors '{Path(name)}'. Give one of them another Name.", nameof(name));
        }

        AgainInScope(name, declaration, declare);
    }

    /// <summary>Runs a further declaration inside a scope that was opened before.</summary>
    internal void AgainInScope(string name, object? declaration, Action declare)
    {
        scopes.Push(name);
        if (declaration is not null)
        {
            NameParameters(declaration);
        }

        declare();
        scopes.Pop();
    }

    /// <summary>Runs a receptor's declaration: its states advance before the cell's.</summary>
    public void InReceptor(string name, object declaration, Action declare)
    {
        phase = UpdatePhase.Receptor;
        InScope(name, declaration, declare);
        phase = UpdatePhase.Cell;
    }

    /// <summary>Runs a declaration whose currents (<see cref="AddInwardCurrent"/>) flow into a compartment.</summary>
    public void Into(Compartment compartment, Action declare)
    {
        receiving = compartment;
        declare();
        receiving = null;
    }

    /// <summary>Learns the names of the parameters of a declaring object (its properties of type <see cref="Parameter"/>) in the present scope.</summary>
    public void NameParameters(object declaration)
    {
        foreach (var property in declaration.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (typeof(Parameter).IsAssignableFrom(property.PropertyType) && property.GetValue(declaration) is Parameter parameter)
            {
                parameterNames.TryAdd(parameter, Path(char.ToLowerInvariant(property.Name[0]) + property.Name[1..]));
            }
        }
    }

    /// <summary>Names one parameter in the present scope.</summary>
    public void NameParameter(string name, Parameter parameter) => parameterNames.TryAdd(parameter, Path(name));

    /// <summary>
    /// The closed system: the input current's placeholder is replaced by the sum of what was added, and records see the time of the step's
    /// beginning as the time.
    /// </summary>
    /// <exception cref="InvalidOperationException">Current flows into a cell without equation for it, or initial values need each other in a circle.</exception>
    internal EquationSystem Close()
    {
        var inputs = new Dictionary<Symbol, Expr>();
        foreach (var place in compartments)
        {
            if (place.InwardCurrent is not null && !states.Exists(state => Dependence.On(state.Derivative, place.InputCurrent)))
            {
                throw new InvalidOperationException(
                    $"Current flows into the cell ({ExprPrinter.Short(place.InwardCurrent)}), but none of its equations has the input current '{place.InputCurrent.Name}'.");
            }

            inputs[place.InputCurrent] = place.InwardCurrent ?? new ConstantExpr(new Quantity(0, Current.Dimension));
        }

        var input = new Substitution(inputs);
        var recorded = new Substitution(new Dictionary<Symbol, Expr> { [Symbol.StepStart] = Symbol.Time });
        foreach (var state in states)
        {
            state.Derivative = input.Rewrite(state.Derivative);
        }

        InitialOrder.RequireNoCircle(states);
        return new EquationSystem(
            states,
            intermediates.ToDictionary(pair => pair.Key, pair => recorded.Rewrite(input.Rewrite(pair.Value))),
            ports,
            parameterNames,
            conserved,
            spike is null ? null : spike with
            {
                Condition = input.Rewrite(spike.Condition),
                Resets = spike.Resets.Select(reset => (reset.Variable, input.Rewrite(reset.Value))).ToList(),
            })
        {
            MainScope = compartments.Count > 1 ? compartments[0].Name : null,
        };
    }

    private StateVariable Find(Symbol variable) => states.Find(state => ReferenceEquals(state.Symbol, variable))
        ?? throw new UnknownNameException($"'{variable.Name}' is not a state variable of this system.");

    private string FreePath(string name)
    {
        string path = Path(name);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"A variable{(path.Length == 0 ? "" : $" of '{path}'")} needs a name.", nameof(name));
        }

        return states.Exists(state => state.Symbol.Name == path) || intermediates.ContainsKey(path)
            ? throw new ArgumentException($"There is already a variable '{path}'.", nameof(name))
            : path;
    }

    private string Path(string name)
    {
        var parts = scopes.Reverse().Append(name).Where(part => part.Length > 0);
        return string.Join('.', parts);
    }

    private static Expr SameUnit(Symbol variable, Expr value, string what) => value.Dimension == variable.Dimension
        ? value
        : throw new DimensionMismatchException(
            $"The {what} of {variable.Name} must be in {QuantityCatalogue.Describe(variable.Dimension)}, but '{ExprPrinter.Short(value)}' is in {QuantityCatalogue.Describe(value.Dimension)}.");
}
