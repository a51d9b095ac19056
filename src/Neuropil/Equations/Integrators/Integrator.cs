namespace Neuropil;

/// <summary>
/// A method that advances a system of equations by one step, as data and expressions: it is given dy/dt of each variable and returns the formula of each new
/// value, which the compiler makes a kernel of. It states what it promises, and refuses by name what it cannot do. One of your own is a class derived from
/// this, or, for an explicit Runge-Kutta method, a tableau (<see cref="RungeKutta"/>).
/// </summary>
public abstract class Integrator
{
    /// <summary>A method of that name and order.</summary>
    /// <exception cref="ArgumentException">There is no name, or the order is not 1 or more.</exception>
    protected Integrator(string name, int order)
    {
        Name = string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("A method needs a name.", nameof(name)) : name;
        Order = order >= 1 ? order : throw new ArgumentException($"{name} has the order {order}; expected 1 or more.", nameof(order));
    }

    /// <summary>The name, as in <c>--method</c>.</summary>
    public string Name { get; }

    /// <summary>The order of convergence on smooth problems; for a system within <see cref="IsExactFor"/> the step has no error at all.</summary>
    public int Order { get; }

    /// <summary>In words, the systems for which a step is exact; null for none.</summary>
    public virtual string? IsExactFor => null;

    /// <summary>
    /// Whether the method solves a cell's equations jointly with those of its receptors (<see cref="StepProblem.All"/>), which otherwise are advanced before
    /// and held over the step.
    /// </summary>
    public virtual bool IsJoint => false;

    /// <summary>What the method promises for equations with white noise, or null for a method that refuses them.</summary>
    public virtual NoisePromise? Noise => null;

    /// <summary>Why the method cannot advance the system, naming the variable and the term, or null when it can.</summary>
    public string? Refusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
        => NoisePromise.Refusal(this, equations) ?? OwnRefusal(system, equations);

    /// <summary>Why the method cannot advance the system, naming the variable and the term, apart from its noise; null when it can.</summary>
    protected virtual string? OwnRefusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations) => null;

    /// <summary>
    /// The formulas of the new values of all <see cref="StepProblem.Variables"/> after one step, over the old values of all variables,
    /// <see cref="Symbol.Time"/> and <see cref="Symbol.TimeStep"/>.
    /// </summary>
    /// <param name="problem">What to advance.</param>
    public abstract IReadOnlyDictionary<Symbol, Expr> Step(StepProblem problem);

    /// <summary>The formulas of a step.</summary>
    internal IReadOnlyDictionary<Symbol, Expr> Step(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
        IReadOnlyList<Symbol> advanced,
        IReadOnlyList<IReadOnlyList<Symbol>> conserved,
        IReadOnlyDictionary<Symbol, Expr> ceilings)
    {
        var problem = new StepProblem(equations, advanced, conserved, ceilings);
        var values = Step(problem);
        foreach (var variable in problem.Variables)
        {
            if (!values.TryGetValue(variable, out var value) || value.IsCondition || value.Dimension != variable.Dimension)
            {
                string found = value is null ? "none" : $"'{ExprPrinter.Short(value)}'";
                throw new IntegratorRefusedException(
                    $"{Name} must give a new value of {variable.Name} in {QuantityCatalogue.Describe(variable.Dimension)}, but gives {found}");
            }
        }

        return values;
    }

    /// <summary>The formulas of a step of variables without ceilings.</summary>
    internal IReadOnlyDictionary<Symbol, Expr> Step(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations, IReadOnlyList<Symbol> advanced, IReadOnlyList<IReadOnlyList<Symbol>> conserved)
        => Step(equations, advanced, conserved, new Dictionary<Symbol, Expr>());

    /// <inheritdoc/>
    public override string ToString() => Name;
}
