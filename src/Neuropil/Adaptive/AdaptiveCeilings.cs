using Neuropil.Compiler;

namespace Neuropil.Adaptive;

/// <summary>What a ceiling means in continuous time: a variable that has reached it does not grow.</summary>
internal static class AdaptiveCeilings
{
    /// <summary>dy/dt of a variable, zero where it is at its ceiling and would go on growing.</summary>
    /// <exception cref="IntegratorRefusedException">The ceiling moves.</exception>
    public static Expr Derivative(EquationSystem system, StateVariable state, StructuralSharing sharing)
    {
        if (state.Ceiling is not { } ceiling || system.Events.Any(happening => TakesAway(system, happening, state, sharing)))
        {
            return state.Derivative;
        }

        if (Dependence.Symbols(ceiling) is [var moving, ..])
        {
            throw new IntegratorRefusedException(
                $"The adaptive method takes a ceiling that does not move, but that of {state.Symbol.Name}, {ExprPrinter.Short(ceiling)}, depends on "
                + $"{moving.Name}.");
        }

        var nothing = new ConstantExpr(new Quantity(0, state.Derivative.Dimension));
        return Functions.Select((ceiling <= state.Symbol) & (nothing < state.Derivative), nothing, state.Derivative);
    }

    // A spike at the ceiling resets the variable at once, and holds it while no other can: it is never there.
    private static bool TakesAway(EquationSystem system, ModelEvent happening, StateVariable state, StructuralSharing sharing)
        => happening is { Occurrence: Occurrence.WhileItHolds,
            Condition: OperationExpr { Operator: Operator.LessOrEqual, Operands: [var threshold, var reaching] } }
        && ReferenceEquals(reaching, state.Symbol)
        && ReferenceEquals(sharing.Rewrite(threshold), sharing.Rewrite(state.Ceiling!))
        && system.On(happening).Any(statement => ReferenceEquals(statement.Variable, state.Symbol))
        && (!happening.EmitsSpike || system.Refractoriness is not { } refractoriness || refractoriness.Held.Contains(state.Symbol));
}
