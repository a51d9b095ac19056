namespace Neuropil;

/// <summary>
/// How a variable that is not stepped comes to the time of an event: by the exact propagator over the time since the last one, which exists
/// where its equation is linear in it and everything else in it stands still meanwhile.
/// </summary>
internal static class LazyAdvance
{
    /// <summary>Checks that a variable can be advanced so.</summary>
    /// <exception cref="ArgumentException">It cannot; the message names the variable and the term.</exception>
    /// <exception cref="EquationFormatException">It cannot, and is written as text.</exception>
    public static void Require(ScopedVariable variable, IReadOnlyList<ScopedVariable> all, SynapseBuilder builder, string projection)
    {
        if (variable.Derivative is not { } derivative)
        {
            return;
        }

        var read = variable.Bounds is { } bounds ? Dependence.Symbols(bounds.Minimum).Concat(Dependence.Symbols(bounds.Maximum)) : [];
        var steady = all.Where(other => other.Derivative is null).Select(other => other.Symbol).ToHashSet();
        if (read.FirstOrDefault(symbol => symbol.Kind != SymbolKind.TimeStep && !steady.Contains(symbol)) is { } unsteady)
        {
            throw builder.Fault(
                projection,
                variable.Symbol,
                $"{variable.Symbol.Name} of the {variable.Scope} stays within its bounds also while its equation moves it, "
                + $"but they read {unsteady.Name}, which moves between events. "
                + "Bounds of what has an equation may read parameters and what statements alone change.");
        }

        if (variable.IsStepped)
        {
            return;
        }

        var moving = Dependence.Symbols(derivative).FirstOrDefault(symbol =>
            !ReferenceEquals(symbol, variable.Symbol) && symbol.Kind != SymbolKind.TimeStep && !StandsStill(symbol, variable, all));
        if (moving is not null)
        {
            throw Refused(variable, builder, projection, $"it depends on {moving.Name}, which moves between events");
        }

        if (!Linearity.IsConditionallyLinear(derivative, variable.Symbol))
        {
            throw Refused(variable, builder, projection, $"'{ExprPrinter.Short(derivative)}' is not linear in it");
        }
    }

    /// <summary>
    /// The value after a time <paramref name="age"/> since the last event. A solution of a linear equation with all else at rest goes one way: one
    /// that would leave the bounds has stayed at the one that it met.
    /// </summary>
    public static Expr Value(ScopedVariable variable, Expr age)
    {
        if (variable.Derivative is null)
        {
            return variable.Symbol;
        }

        var steps = Integrators.ExponentialEuler.Step([(variable.Symbol, variable.Derivative)], [variable.Symbol], [], new Dictionary<Symbol, Expr>());
        var step = steps[variable.Symbol];
        var aged = Substitution.Replace(step, new Dictionary<Symbol, Expr> { [Symbol.TimeStep] = age });
        return variable.Bounds is { } bounds ? Functions.Clip(aged, bounds.Minimum, bounds.Maximum) : aged;
    }

    private static bool StandsStill(Symbol symbol, ScopedVariable reader, IReadOnlyList<ScopedVariable> all)
        => all.FirstOrDefault(other => ReferenceEquals(other.Symbol, symbol)) is { Derivative: null } other && other.Scope == reader.Scope;

    private static Exception Refused(ScopedVariable variable, SynapseBuilder builder, string projection, string reason) => builder.Fault(
        projection,
        variable.Symbol,
        $"{variable.Symbol.Name} of the {variable.Scope} is advanced when an event finds it, which needs an equation that is linear in it with all "
        + $"else at rest, but {reason}. Let a clock change it by statements.");
}
