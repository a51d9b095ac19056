namespace Neuropil;

/// <summary>
/// What a release or a plasticity declares, by itself and for people who read it: without a projection, so that variables stand in the scopes that they were
/// declared in, and variables of the target stay symbols.
/// </summary>
internal sealed class SynapseForPages
{
    // A text may be written for weights of one kind: the page shows it with the first that it takes.
    private static readonly Dimension[] weights = [Conductance.Dimension, Current.Dimension, Voltage.Dimension, Dimension.None];

    private readonly SynapseBuilder builder;

    private SynapseForPages(SynapseBuilder builder) => this.builder = builder;

    /// <summary>What the equations leave to be said.</summary>
    public IReadOnlyList<string> Notes =>
    [
        "w is the weight of a synapse, in the unit that its receptor gives it.",
        .. builder.Emissions.Count > 0 ? ["What is emitted multiplies the weight on its way to the receptor."] : Array.Empty<string>(),
        "Before the statements of an event, which run in their order, variables advance to the event's time by their equations.",
    ];

    /// <summary>Where every symbol lives that a synapse has.</summary>
    public IReadOnlyList<SymbolNote> Symbols =>
    [
        .. builder.Variables.Select(variable => new SymbolNote(variable.Symbol, variable.Declared switch
        {
            Scope.Source => "one for all synapses of a source",
            Scope.Target => "one for all synapses of a target",
            _ => "one for each synapse",
        })),
        .. builder.TargetNames.Keys.Select(symbol => new SymbolNote(symbol, "of the target cell")),
        .. builder.SourceNames.Keys.Select(symbol => new SymbolNote(symbol, "of the source cell")),
        .. builder.Drawn.Select(symbol => new SymbolNote(symbol, "from 0 to 1, drawn by each synapse at each event")),
    ];

    /// <summary>The bounds of variables, the weight's last.</summary>
    public IReadOnlyList<VariableBounds> Bounds =>
    [
        .. builder.Variables.Where(variable => variable.Bounds is not null)
            .Select(variable => new VariableBounds(variable.Symbol, variable.Bounds!.Value.Minimum, variable.Bounds.Value.Maximum)),
        .. builder.WeightBounds is { } bounds ? [new VariableBounds(builder.Weight, bounds.Minimum, bounds.Maximum)] : Array.Empty<VariableBounds>(),
    ];

    /// <summary>Lets a model declare itself.</summary>
    /// <exception cref="DimensionMismatchException">Its declaration is at fault whatever the unit of the weight.</exception>
    /// <exception cref="EquationFormatException">It is a text that is at fault whatever the unit of the weight.</exception>
    public static SynapseForPages Declare(SynapseModel model)
    {
        foreach (var weight in weights[..^1])
        {
            try
            {
                return Declare(model, weight);
            }
            catch (Exception error) when (error is DimensionMismatchException or EquationFormatException)
            {
                // The next unit; what is wrong with any of them is thrown below.
            }
        }

        return Declare(model, weights[^1]);
    }

    /// <summary>The equations: what is emitted is given to a symbol on its event, in its place among the statements.</summary>
    public EquationSystem Equations()
    {
        var states = builder.Variables.Select(variable =>
        {
            var state = new StateVariable(variable.Symbol, mechanism: "", UpdatePhase.Cell) { Initial = variable.Initial };
            state.Derivative = variable.Derivative ?? state.Derivative;
            return state;
        }).ToList();
        var statements = builder.Statements.ToList();
        foreach (var emission in builder.Emissions.Reverse())
        {
            statements.Insert(emission.After, new Statement(emission.Event, new Symbol("emitted", Dimension.None, SymbolKind.Placeholder),
                emission.Factor));
        }

        return new EquationSystem(states, new Dictionary<string, Expr>(), [], builder.ParameterNames, [], builder.Drawn)
        {
            Events = [builder.PresynapticSpike, builder.PostsynapticSpike, .. builder.LateSpikes.Select(late => late.Event),
                .. builder.Clocks.Select(clock => clock.Event)],
            Statements = statements,
        };
    }

    private static SynapseForPages Declare(SynapseModel model, Dimension weight)
    {
        var declared = new SynapseBuilder(weight);
        declared.Alone(model, () => model.Declare(declared));
        return new SynapseForPages(declared);
    }
}
