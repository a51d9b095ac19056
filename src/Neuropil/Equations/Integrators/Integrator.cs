namespace Neuropil;

/// <summary>
/// A method that advances a system of equations by one step, as data and expressions: it is given dy/dt of each variable and returns the
/// formula of each new value, which the compiler makes a kernel of. It states what it promises, and refuses by name what it cannot do.
/// </summary>
public abstract class Integrator
{
    /// <summary>A method of that name and order.</summary>
    protected Integrator(string name, int order)
    {
        Name = name;
        Order = order;
    }

    /// <summary>The name, as in <c>--method</c>.</summary>
    public string Name { get; }

    /// <summary>The order of convergence on smooth problems; for a system within <see cref="IsExactFor"/> the step has no error at all.</summary>
    public int Order { get; }

    /// <summary>In words, the systems for which a step is exact; null for none.</summary>
    public virtual string? IsExactFor => null;

    /// <summary>What the method promises for equations with white noise, or null for a method that refuses them.</summary>
    public virtual NoisePromise? Noise => null;

    /// <summary>Why the method cannot advance the system, naming the variable and the term, or null when it can.</summary>
    public string? Refusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations)
        => NoisePromise.Refusal(this, equations) ?? OwnRefusal(system, equations);

    /// <summary>Why the method cannot advance the system, apart from its noise.</summary>
    private protected virtual string? OwnRefusal(EquationSystem system, IReadOnlyList<(Symbol Variable, Expr Derivative)> equations) => null;

    /// <summary>
    /// The formulas of the new values of <paramref name="advanced"/> after one step, from the old values of all variables. In them the symbol of
    /// a white noise stands for its mean over the step, (W(t + dt) - W(t)) / dt.
    /// </summary>
    /// <param name="equations">dy/dt of every variable that may be coupled, receptor states included.</param>
    /// <param name="advanced">The variables to advance; the others are constant over the step, except for methods that solve them jointly.</param>
    /// <param name="conserved">Groups of variables whose sum is conserved, as in <see cref="EquationSystem.Conserved"/>.</param>
    /// <param name="ceilings">
    /// The largest values of variables. The old values keep to them, and the caller cuts the new ones; a method that looks between lets no equation see more.
    /// </param>
    internal abstract IReadOnlyDictionary<Symbol, Expr> Step(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations,
        IReadOnlyList<Symbol> advanced,
        IReadOnlyList<IReadOnlyList<Symbol>> conserved,
        IReadOnlyDictionary<Symbol, Expr> ceilings);

    /// <summary>The formulas of a step of variables without ceilings.</summary>
    internal IReadOnlyDictionary<Symbol, Expr> Step(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations, IReadOnlyList<Symbol> advanced, IReadOnlyList<IReadOnlyList<Symbol>> conserved)
        => Step(equations, advanced, conserved, new Dictionary<Symbol, Expr>());

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected static IEnumerable<(Symbol Variable, Expr Derivative)> Only(
        IReadOnlyList<(Symbol Variable, Expr Derivative)> equations, IReadOnlyList<Symbol> advanced)
        => equations.Where(equation => advanced.Contains(equation.Variable));
}
