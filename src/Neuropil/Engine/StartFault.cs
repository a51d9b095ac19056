using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Why a run was not finite in its first step, where it lies in the values from which it started, such as a concentration of zero under a logarithm: a shorter
/// step would not help.
/// </summary>
internal static class StartFault
{
    /// <summary>What is no finite number before the run, and what it was made of; null where all is, or the run went well at first.</summary>
    public static string? Of(StateBlock block, CellValues values, Divergence found)
    {
        if (found.Step > 0)
        {
            return null;
        }

        var quantities = block.Equations.Intermediates.Select(pair => (Name: pair.Key, pair.Value))
            .Concat(block.Equations.States.Where(state => state.Update is null).Select(state => (Name: $"d{state.Symbol.Name}/dt", Value: state.Derivative)));
        foreach (var (name, value) in quantities.Where(quantity => IsKnown(quantity.Value)))
        {
            if (!double.IsFinite(values.Of(value)[found.Cell]))
            {
                return $"At the start {name} = {ExprPrinter.Short(value)} is {values.Of(value)[found.Cell]}: look at the initial values and parameters in it.";
            }
        }

        return null;
    }

    private static bool IsKnown(Expr value)
        => Dependence.Symbols(value).All(symbol => symbol.Kind is SymbolKind.State or SymbolKind.Time or SymbolKind.TimeStep
            && !ReferenceEquals(symbol, Symbol.StepStart));
}
