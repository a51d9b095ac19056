using System.Runtime.CompilerServices;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Looks, only in cells that have just spiked, for what a leap of the membrane potential within the step has left behind: a method that looks between the ends
/// of a step carries the leap to an adaptation current, which then silences the cell, while the reset hides the potential itself.
/// </summary>
internal sealed unsafe class LeapWatch(EngineState state, StateBlock block)
{
    // Far beyond what a cell can have: 100 V, and 1 uA across a membrane that nanoamperes move.
    private const double LargestVoltage = 1e5; // mV
    private const double LargestCurrent = 1e6; // pA

    private readonly (int Column, Symbol Variable, double Limit)[] watched =
    [
        .. block.Equations.States.Where(state => state.Phase == UpdatePhase.Cell && Limit(state.Symbol) > 0)
            .Select(state => (block.Plan.IndexOf(ColumnKind.State, state.Symbol.Name), state.Symbol, Limit(state.Symbol))),
    ];

    private bool found;

    /// <summary>Looks at the cells that spiked in a step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Look(long step, int* cells, int count)
    {
        // The first of each worker is enough: the earliest of these is that of all.
        for (int i = 0; i < count && !found; i++)
        {
            foreach (var (column, variable, limit) in watched)
            {
                double value = block[column, cells[i]];
                if (Math.Abs(value) > limit && !found)
                {
                    found = true;
                    state.Report(new SpikeLeap(step, block.Index, cells[i], variable, value));
                }
            }
        }
    }

    private static double Limit(Symbol variable)
        => variable.Dimension == Voltage.Dimension ? LargestVoltage : variable.Dimension == Current.Dimension ? LargestCurrent : 0;
}
