using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>Says of a cell that diverged which of its variables did, or where more arrived than can be counted, and what may help.</summary>
internal static class DivergenceText
{
    public static string Of(Divergence found, EngineState state, CellValues values, Time timeStep)
    {
        var block = state.Blocks[found.Population]!;
        string where = $"Population '{block.Population.Name}', cell {found.Cell}:";
        var time = (found.Step + 1) * timeStep;
        if (found.Port is { } port)
        {
            return $"{where} more arrives at '{block.Equations.Ports[port.Index].Receptor}' by {time} than can be counted, since sources spike more than "
                + $"{1 << Resolution.HeadroomBits} times in one step. Use a shorter time step.";
        }

        var variables = block.Equations.States
            .Select(variable => variable.Symbol.Name)
            .Where(name => name == found.Overwritten?.Name || !double.IsFinite(block[block.Plan.IndexOf(ColumnKind.State, name), found.Cell]));
        return $"{where} {string.Join(", ", variables)} became infinite or not a number by {time}. "
            + (StartFault.Of(block, values, found) ?? "A smaller time step or another method may help.");
    }
}
