namespace Neuropil.Compiler;

/// <summary>
/// States that are finite in every step, so that none need look at them: those of receptors whose states all decay, dy/dt = -lambda y + sum c x with constants
/// lambda > 0 and c, toward others of their kind, and to which only arriving weights, whole numbers of a resolution, are added. Receptors of linear
/// equations advance by their exact propagator, which does not grow whatever the step is; a cell's method might.
/// </summary>
internal static class DecayingStates
{
    /// <summary>The decaying states of a system.</summary>
    public static IReadOnlySet<Symbol> Of(EquationSystem system)
    {
        var found = new HashSet<Symbol>();
        var simplification = new Simplification();
        foreach (var receptor in system.States.Where(state => state.Phase == UpdatePhase.Receptor).GroupBy(state => state.Mechanism))
        {
            var left = receptor.ToList();
            var own = new HashSet<Symbol>();
            while (left.Find(state => Decays(state, own, simplification) && TakesArrivalsOnly(system, state.Symbol, simplification)) is { } decaying)
            {
                own.Add(decaying.Symbol);
                left.Remove(decaying);
            }

            if (left.Count == 0)
            {
                found.UnionWith(own);
            }
        }

        return found;
    }

    private static bool TakesArrivalsOnly(EquationSystem system, Symbol variable, Simplification simplification)
        => system.Events.SelectMany(system.On).Where(statement => ReferenceEquals(statement.Variable, variable)).All(statement =>
            statement.Event.Kind == EventKind.Arrival
            && !system.AddedArrivals.ContainsKey(statement.Event.Arriving!)
            && Dependence.Symbols(statement.Value).All(symbol => ReferenceEquals(symbol, variable) || ReferenceEquals(symbol, statement.Event.Arriving))
            && Derivative.Of(statement.Value, variable, simplification) is ConstantExpr { Value.SiValue: 1 }
            && IsConstant(Derivative.Of(statement.Value, statement.Event.Arriving!, simplification)));

    private static bool Decays(StateVariable state, HashSet<Symbol> finite, Simplification simplification)
    {
        var (f, y) = (state.Derivative, state.Symbol);
        var symbols = Dependence.Symbols(f);
        return state.Update is null && symbols.Contains(y) && symbols.All(symbol =>
        {
            var slope = Derivative.Of(f, symbol, simplification);
            return (ReferenceEquals(symbol, y) ? SignOf(slope) < 0 : finite.Contains(symbol))
                && IsConstant(slope) && Linearity.IsConditionallyLinear(f, symbol, slope);
        });
    }

    private static bool IsConstant(Expr expression) => Dependence.Symbols(expression).Count == 0;

    // 1, -1, or 0 where it is not known.
    private static int SignOf(Expr expression) => expression switch
    {
        ConstantExpr constant => Math.Sign(constant.Value.SiValue),
        ParameterExpr { Parameter.Values.Bounds: { } bounds } => bounds.Low > 0 ? 1 : bounds.High < 0 ? -1 : 0,
        OperationExpr { Operator: Operator.Negate } negated => -SignOf(negated.Operands[0]),
        OperationExpr { Operator: Operator.Multiply or Operator.Divide } product => SignOf(product.Operands[0]) * SignOf(product.Operands[1]),
        _ => 0,
    };
}
