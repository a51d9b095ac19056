using Neuropil.Compiler;

namespace Neuropil.Adaptive;

/// <summary>
/// A cell's equations in the form that the adaptive method needs: smooth derivatives with switched values, the guards of these, the condition of a
/// spike, resets and jumps, each a function of one list of inputs: states, time, switched values, constants of the cell, arriving weights.
/// </summary>
internal sealed class AdaptiveEquations
{
    private readonly ContinuousTime continuous = new();
    private readonly CellConstants constants = new();
    private readonly SwitchExtraction extraction;
    private readonly StructuralSharing sharing = new();

    /// <summary>The equations of a system, and of the named quantities to trace.</summary>
    /// <exception cref="IntegratorRefusedException">They are random or need a time step.</exception>
    /// <exception cref="UnknownNameException">There is no variable of a traced name.</exception>
    public AdaptiveEquations(EquationSystem system, IReadOnlyList<string> traced)
    {
        System = system;
        if (system.States.FirstOrDefault(state => state.Update is not null) is { } stepped)
        {
            throw new IntegratorRefusedException($"The adaptive method has no fixed time step, but {stepped.Symbol.Name} changes in steps of the grid.");
        }

        if (system.Ports.FirstOrDefault(port => system.AddedArrivals.ContainsKey(port.Symbol)) is { } drawn)
        {
            throw new IntegratorRefusedException(
                $"The adaptive method has no fixed time step, but what an input brings to '{drawn.Receptor}' is one of each step.");
        }

        extraction = new SwitchExtraction(system.States);
        var derivatives = system.States.Select(state => Smooth(AdaptiveCeilings.Derivative(system, state, sharing), $"d{state.Symbol.Name}/dt")).ToList();
        var conditional = system.Events.Where(happening => happening.Kind == EventKind.Condition).ToList();
        var conditions = conditional.ConvertAll(happening => Smooth(happening.Condition!, $"the condition of '{happening}'"));
        var changes = conditional.ConvertAll(happening => Composed([happening], _ => null));
        var arrival = Composed(system.Events.Where(happening => happening.Kind == EventKind.Arrival), Compiler.Arrivals.Condition);
        Traced = traced.Select(system.Find).ToList();
        var traces = Traced.Select((quantity, i) => Smooth(quantity, traced[i])).ToList();

        Switches = extraction.Switches;
        Following = Switches.Select((value, i) => (value, i)).Where(pair => !pair.value.FollowsTimeAlone).Select(pair => pair.i).ToArray();
        var guards = Following.Select(i => constants.Extract(Switches[i].Guard)).ToList();
        Inputs =
        [
            .. system.States.Select(state => state.Symbol), Symbol.Time, .. Switches.Select(value => value.Symbol),
            .. constants.Symbols, .. system.Ports.Select(port => port.Symbol),
        ];
        Derivatives = new ScalarFunction(derivatives, Inputs);
        Guards = new ScalarFunction(guards, Inputs);
        Traces = new ScalarFunction(traces, Inputs);
        Arrivals = Lowered(null, null, arrival);
        Events = conditional.Select((happening, i) => Lowered(happening, conditions[i], changes[i])).ToArray();
        Held = system.Refractoriness?.Held.Select(IndexOf).ToArray() ?? [];
    }

    public EquationSystem System { get; }

    /// <summary>The inputs of every function, in order.</summary>
    public IReadOnlyList<Symbol> Inputs { get; }

    /// <summary>The number of states, which are the first inputs; the time follows them.</summary>
    public int States => System.States.Count;

    /// <summary>Where the switched values begin among the inputs.</summary>
    public int FirstSwitch => States + 1;

    /// <summary>Where the cell's constants begin among the inputs.</summary>
    public int FirstConstant => FirstSwitch + Switches.Count;

    /// <summary>Where the arriving weights begin among the inputs, in the order of the system's ports.</summary>
    public int FirstArrival => FirstConstant + constants.Symbols.Count;

    /// <summary>The formulas of the cell's constants.</summary>
    public IReadOnlyList<Expr> Constants => constants.Formulas;

    /// <summary>Everything that jumps.</summary>
    public IReadOnlyList<SwitchedValue> Switches { get; }

    /// <summary>Which of the <see cref="Switches"/> follow the state, in the order of <see cref="Guards"/>.</summary>
    public int[] Following { get; }

    /// <summary>The derivative of every state.</summary>
    public ScalarFunction Derivatives { get; }

    /// <summary>The guard of every switched value that follows the state.</summary>
    public ScalarFunction Guards { get; }

    /// <summary>The traced quantities.</summary>
    public ScalarFunction Traces { get; }

    /// <summary>The traced quantities as declared.</summary>
    public IReadOnlyList<Expr> Traced { get; }

    /// <summary>What arriving weights change.</summary>
    public AdaptiveEvent Arrivals { get; }

    /// <summary>What happens on conditions, in order of declaration.</summary>
    public AdaptiveEvent[] Events { get; }

    /// <summary>The states that are held while the cell is refractory.</summary>
    public int[] Held { get; }

    private int IndexOf(Symbol variable) => Enumerable.Range(0, States).First(i => ReferenceEquals(System.States[i].Symbol, variable));

    private AdaptiveEvent Lowered(ModelEvent? happening, Expr? condition, List<(Symbol Variable, Expr Value)> changes)
    {
        int[] written = changes.Where(row => row.Variable.Kind == SymbolKind.State).Select(row => IndexOf(row.Variable)).ToArray();
        return new AdaptiveEvent(happening, condition is null ? null : new ScalarFunction([condition], Inputs), written,
            new ScalarFunction(changes.Select(row => row.Value), Inputs));
    }

    // Events' statements in their order, as on the grid: those of receptors before those of the cell. At an instant all is known, so that nothing in them needs
    // to be located.
    private List<(Symbol Variable, Expr Value)> Composed(IEnumerable<ModelEvent> events, Func<Statement, Expr?> happens)
    {
        var step = new ScopeStep(System.States);
        var all = events.ToList();
        foreach (var phase in new[] { UpdatePhase.Receptor, UpdatePhase.Cell })
        {
            var variables = System.States.Where(state => state.Phase == phase).Select(state => state.Symbol).ToHashSet();
            foreach (var happening in all)
            {
                bool beginsPeriod = phase == UpdatePhase.Cell && happening.EmitsSpike && System.Refractoriness is not null;
                var period = beginsPeriod
                    ? [new Statement(happening, new Symbol("refractory period", Time.Dimension, SymbolKind.Placeholder), System.Refractoriness!.Period)]
                    : Array.Empty<Statement>();
                step.Run(System.On(happening).Where(statement => variables.Contains(statement.Variable)).Concat(period), happens);
            }
        }

        return step.Values.Select(pair => (pair.Key, Instantaneous(pair.Value, $"the new value of {pair.Key.Name} on an event"))).ToList();
    }

    private Expr Instantaneous(Expr value, string what)
    {
        var known = continuous.Of(value, what, mayArrive: true);
        return constants.Extract(Dependence.Nodes(known).Any(node => node is LookupExpr) ? extraction.Rewrite(known) : known);
    }

    private Expr Smooth(Expr expression, string what) => constants.Extract(extraction.Rewrite(sharing.Rewrite(continuous.Of(expression, what))));
}
