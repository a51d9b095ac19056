using static Neuropil.Functions;

namespace Neuropil.Compiler;

/// <summary>
/// The variables of a scope on their way through a step or an event, each as a formula over the values from which it set out. Variables advance, by a
/// derivative's method or by an update; then statements run on events; a ceiling is applied wherever a value is written, so that nothing reads what goes beyond
/// it.
/// </summary>
internal sealed class ScopeStep
{
    private readonly Dictionary<Symbol, Expr> values = [];

    /// <summary>A step of variables with the given ceilings.</summary>
    public ScopeStep(IEnumerable<StateVariable> states)
        => Ceilings = states.Where(state => state.Ceiling is not null).ToDictionary(state => state.Symbol, state => state.Ceiling!);

    /// <summary>The largest value of each variable that has one, for the methods that look between the beginning and the end.</summary>
    public IReadOnlyDictionary<Symbol, Expr> Ceilings { get; }

    /// <summary>What variables have become so far, in the order in which they were first written; others are as they were.</summary>
    public IReadOnlyDictionary<Symbol, Expr> Values => values;

    /// <summary>The value that an expression over the variables has by now.</summary>
    public Expr Now(Expr expression) => Substitution.Replace(expression, new Dictionary<Symbol, Expr>(values));

    /// <summary>Advances variables together: none of the new values sees another, and all see what other variables have become.</summary>
    public void Advance(IReadOnlyList<(Symbol Variable, Expr Value)> advanced)
    {
        var now = new Substitution(new Dictionary<Symbol, Expr>(values));
        foreach (var (variable, value) in advanced.Select(row => (row.Variable, now.Rewrite(row.Value))).ToList())
        {
            values[variable] = value;
        }

        Cap(values, advanced.Select(row => row.Variable));
    }

    /// <summary>Advances variables together, by their updates where they have one and by a method where they have a derivative.</summary>
    /// <param name="states">The variables.</param>
    /// <param name="method">The method, which the caller has asked whether it refuses.</param>
    /// <param name="equations">dy/dt of every variable that the method may solve jointly with them.</param>
    /// <param name="conserved">Groups of variables whose sum is conserved.</param>
    public void Advance(
        IReadOnlyList<StateVariable> states, Integrator method, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
            IReadOnlyList<IReadOnlyList<Symbol>> conserved)
        => Advance(Advanced(states, method, equations, conserved));

    /// <summary>
    /// The new values that
    /// <see cref="Advance(IReadOnlyList{StateVariable}, Integrator, IReadOnlyList{ValueTuple{Symbol, Expr}}, IReadOnlyList{IReadOnlyList{Symbol}})"/> would
    /// give.
    /// </summary>
    public IReadOnlyList<(Symbol Variable, Expr Value)> Advanced(
        IReadOnlyList<StateVariable> states, Integrator method, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
            IReadOnlyList<IReadOnlyList<Symbol>> conserved)
    {
        var stepped = method.Step(equations, states.Where(state => state.Update is null).Select(state => state.Symbol).ToList(), conserved, Ceilings);
        return states.Select(state => (state.Symbol, state.Update ?? stepped[state.Symbol])).ToList();
    }

    /// <summary>Keeps variables at what they were while a condition holds.</summary>
    public void Hold(IEnumerable<Symbol> variables, Expr condition)
    {
        foreach (var variable in variables.Where(values.ContainsKey))
        {
            values[variable] = Select(condition, variable, values[variable]);
        }
    }

    /// <summary>Runs statements in their order, each seeing what those before it wrote.</summary>
    /// <param name="statements">The statements of an event.</param>
    /// <param name="happens">Whether the event happens, as far as it matters to a statement; null for a statement that runs in any case.</param>
    public void Run(IEnumerable<Statement> statements, Func<Statement, Expr?> happens)
    {
        // Within the event everything is what it is when it happens.
        var within = new Dictionary<Symbol, Expr>(values);
        var written = new List<Statement>();
        foreach (var statement in statements)
        {
            within[statement.Variable] = Substitution.Replace(statement.Value, new Dictionary<Symbol, Expr>(within));
            Cap(within, [statement.Variable]);
            written.Add(statement);
        }

        foreach (var statement in written)
        {
            var before = values.GetValueOrDefault(statement.Variable, statement.Variable);
            values[statement.Variable] = happens(statement) is { } condition ? Select(condition, within[statement.Variable], before)
                : within[statement.Variable];
        }
    }

    private void Cap(Dictionary<Symbol, Expr> written, IEnumerable<Symbol> variables)
    {
        foreach (var variable in variables)
        {
            if (Ceilings.TryGetValue(variable, out var ceiling))
            {
                written[variable] = Min(Substitution.Replace(ceiling, new Dictionary<Symbol, Expr>(written)), written[variable]);
            }
        }
    }
}
