namespace Neuropil;

/// <summary>
/// What a method has to advance by one step: dy/dt of each variable, as formulas over the variables at the step's beginning. A white noise in them stands for
/// its mean over the step, (W(t + dt) - W(t)) / dt.
/// </summary>
public sealed class StepProblem
{
    private readonly Simplification simplification = new();

    internal StepProblem(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
        IReadOnlyList<Symbol> advanced,
        IReadOnlyList<IReadOnlyList<Symbol>> conserved,
        IReadOnlyDictionary<Symbol, Expr> ceilings)
    {
        All = equations;
        Equations = [.. equations.Where(equation => advanced.Contains(equation.Variable))];
        Variables = [.. Equations.Select(equation => equation.Variable)];
        Conserved = conserved;
        Ceilings = ceilings;
    }

    /// <summary>dy/dt of the variables to advance.</summary>
    public IReadOnlyList<(Symbol Variable, Expr Derivative)> Equations { get; }

    /// <summary>The variables to advance, in the order of <see cref="Equations"/>: each stands for its value at the step's beginning.</summary>
    public IReadOnlyList<Symbol> Variables { get; }

    /// <summary>
    /// dy/dt of everything that may be coupled to them: for a method that solves jointly (<see cref="Integrator.IsJoint"/>) with those of receptors, which are
    /// otherwise constant over the step.
    /// </summary>
    public IReadOnlyList<(Symbol Variable, Expr Derivative)> All { get; }

    /// <summary>Groups of variables whose sum is conserved, as in <see cref="EquationSystem.Conserved"/>.</summary>
    public IReadOnlyList<IReadOnlyList<Symbol>> Conserved { get; }

    /// <summary>
    /// The largest values of variables. The old values keep to them, and what comes after the step cuts the new ones; <see cref="Slopes"/> lets no equation see
    /// more between.
    /// </summary>
    public IReadOnlyDictionary<Symbol, Expr> Ceilings { get; }

    /// <summary>dy/dt of all <see cref="Variables"/> at a time and at given values of them: f(t, y).</summary>
    /// <param name="time">The time; <see cref="Symbol.Time"/> is that of the step's beginning.</param>
    /// <param name="values">The values, in the order of the variables: these themselves at the step's beginning.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than variables.</exception>
    /// <exception cref="DimensionMismatchException">A value has another unit than its variable.</exception>
    public IReadOnlyList<Expr> Slopes(Expr time, IReadOnlyList<Expr> values)
    {
        if (values.Count != Variables.Count)
        {
            throw new ArgumentException($"There are {values.Count} values for {Variables.Count} variables.", nameof(values));
        }

        var at = new Dictionary<Symbol, Expr> { [Symbol.Time] = Simplified(time) };
        for (int i = 0; i < values.Count; i++)
        {
            at[Variables[i]] = Simplified(values[i].Required($"The value of {Variables[i].Name}", Variables[i].Dimension));
        }

        Cap(at);
        var substitution = new Substitution(at);
        return [.. Equations.Select(equation => Simplified(substitution.Rewrite(equation.Derivative)))];
    }

    /// <summary>The slope of one formula against a variable: an entry of a Jacobian.</summary>
    public Expr Slope(Expr formula, Symbol variable) => Derivative.Of(formula, variable, simplification);

    /// <summary>The formula in fewer operations.</summary>
    public Expr Simplified(Expr formula) => simplification.Rewrite(formula);

    // A stage may overshoot far: neither the equation itself nor any other looks beyond the ceiling there.
    private void Cap(Dictionary<Symbol, Expr> at)
    {
        var stage = new Substitution(new Dictionary<Symbol, Expr>(at));
        foreach (var (variable, ceiling) in Ceilings.Where(pair => at.TryGetValue(pair.Key, out var value) && !ReferenceEquals(value, pair.Key)))
        {
            at[variable] = Functions.Min(stage.Rewrite(ceiling), at[variable]);
        }
    }
}
