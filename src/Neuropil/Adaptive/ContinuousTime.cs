namespace Neuropil.Adaptive;

/// <summary>
/// What equations mean when there is no grid: the beginning of a step is the present time, a value held over a step is the value itself, and
/// the rounding that lets a step begin a little before its time goes, as does the mean of a decaying value over a step. Any other use of the
/// time step has no meaning.
/// </summary>
internal sealed class ContinuousTime : ExprRewriter
{
    /// <summary>The expression in continuous time. Only what happens on an arrival may depend on it.</summary>
    /// <exception cref="IntegratorRefusedException">It needs the time step, or is random; the message names <paramref name="what"/> and the term.</exception>
    public Expr Of(Expr expression, string what, bool mayArrive = false)
    {
        var result = Simplification.Simplify(Rewrite(expression));
        var strange = Dependence.Symbols(result).FirstOrDefault(symbol => symbol.Kind is not (SymbolKind.State or SymbolKind.Time or SymbolKind.TimeStep)
            && !(mayArrive && symbol.Kind == SymbolKind.Arrival));
        if (strange is not null)
        {
            throw new IntegratorRefusedException(strange.Kind == SymbolKind.Arrival
                ? $"The adaptive method takes a cell alone, but {what} contains '{strange.Name}', what a coupling brings from other cells."
                : $"The adaptive method is for deterministic equations, but {what} contains the random '{strange.Name}'. "
                    + "Use euler-maruyama or stochastic-heun.");
        }

        if (Dependence.On(result, Symbol.TimeStep))
        {
            var term = Dependence.Nodes(result).FirstOrDefault(node => node.Operands.Contains(Symbol.TimeStep, ReferenceComparer.Instance)) ?? result;
            throw new IntegratorRefusedException($"The adaptive method has no fixed time step, but {what} needs one in the term {ExprPrinter.Short(term)}.");
        }

        return result;
    }

    protected override Expr Leaf(Expr leaf) => ReferenceEquals(leaf, Symbol.StepStart) ? Symbol.Time : leaf;

    // The mean over a step that vanishes is the sample in force.
    protected override Expr Lookup(LookupExpr original, Expr[] operands)
        => operands.Length > 1 && VanishesWithTheStep(operands[1]) ? original.With(operands[0]) : base.Lookup(original, operands);

    protected override Expr Operation(OperationExpr original, Expr[] operands) => original.Operator switch
    {
        Operator.Held => operands[0],
        Operator.Add when ReferenceEquals(operands[0], Symbol.Time) && VanishesWithTheStep(operands[1]) => Symbol.Time,
        Operator.Add when ReferenceEquals(operands[1], Symbol.Time) && VanishesWithTheStep(operands[0]) => Symbol.Time,
        Operator.Exprel when VanishesWithTheStep(operands[0]) => 1.0,
        _ => base.Operation(original, operands),
    };

    // A multiple of the time step by constants and parameters.
    private static bool VanishesWithTheStep(Expr expression)
    {
        var symbols = Dependence.Symbols(expression);
        if (symbols.Count != 1 || !ReferenceEquals(symbols[0], Symbol.TimeStep))
        {
            return false;
        }

        var zero = new Dictionary<Symbol, Expr> { [Symbol.TimeStep] = new ConstantExpr(new Quantity(0, Time.Dimension)) };
        return ConstantExpr.IsZero(Simplification.Simplify(Substitution.Replace(expression, zero)));
    }
}
