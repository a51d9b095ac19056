namespace Neuropil.Compiler;

/// <summary>
/// What an event does to a projection's variables, as formulas of their values when it happens (advanced to its time): the statements put one
/// into the other in declared order, then clipped to bounds (as the statements leave what these read); and what the event emits.
/// </summary>
internal sealed class EventComposition
{
    private readonly SynapseEquations equations;
    private readonly Dictionary<Symbol, Expr> values = [];
    private Substitution now;

    private EventComposition(SynapseEquations equations)
    {
        this.equations = equations;
        now = new Substitution(values);
    }

    /// <summary>The new values of the variables that change.</summary>
    public IReadOnlyDictionary<Symbol, Expr> Values => values;

    /// <summary>Whether the event lets out anything.</summary>
    public bool Emits { get; private set; }

    /// <summary>The part of what is emitted that all synapses of the source share.</summary>
    public Expr SourceFactor { get; private set; } = 1.0;

    /// <summary>The part of what is emitted that each synapse has to itself; the number 1 where there is none.</summary>
    public Expr EdgeFactor { get; private set; } = 1.0;

    /// <summary>The effects of an event.</summary>
    public static EventComposition Of(SynapseEquations equations, ModelEvent happening)
    {
        var composition = new EventComposition(equations);
        composition.Run(happening);
        return composition;
    }

    private void Run(ModelEvent happening)
    {
        // Without any emission a spike lets out the weight; where others than spikes let something out, spikes do what they declare.
        Emits = equations.Emissions.Any(emission => emission.Event == happening) || (happening == equations.PresynapticSpike && equations.Emissions.Count == 0);
        for (int place = 0; place <= equations.Statements.Count; place++)
        {
            foreach (var emission in equations.Emissions.Where(emission => emission.Event == happening && emission.After == place))
            {
                Emit(Now(emission.Factor));
            }

            if (place < equations.Statements.Count && equations.Statements[place] is { } statement && statement.Event == happening)
            {
                Write(statement.Variable, Now(statement.Value));
            }
        }

        foreach (var variable in equations.Variables.Where(variable => variable.Bounds is not null && values.ContainsKey(variable.Symbol)))
        {
            Write(variable.Symbol, Functions.Clip(values[variable.Symbol], Now(variable.Bounds!.Value.Minimum), Now(variable.Bounds.Value.Maximum)));
        }
    }

    private Expr Now(Expr expression) => now.Rewrite(expression);

    // Statements that share a large formula (the transitions of a Markov chain) go through it once, as long as they do not change what it reads.
    private void Write(Symbol variable, Expr value)
    {
        values[variable] = value;
        now = now.HasMet(variable) ? new Substitution(values) : now;
    }

    private void Emit(Expr factor)
    {
        if (IsOfSource(factor))
        {
            SourceFactor = Simplification.Simplify(SourceFactor * factor);
        }
        else
        {
            EdgeFactor = Simplification.Simplify(EdgeFactor * factor);
        }
    }

    private bool IsOfSource(Expr expression) => Dependence.Nodes(expression).All(node => node switch
    {
        ParameterExpr parameter => parameter.Parameter.IsUniform,
        Symbol symbol => symbol.Kind == SymbolKind.TimeStep || equations.ScopeOf(symbol) == Scope.Source,
        _ => true,
    });
}
