using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuropil.Compiler;

/// <summary>Where a kernel reports the cells that spiked in this step, in ascending order, and a cell whose state is no number.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SpikeSink
{
    /// <summary>The cells that spiked.</summary>
    public int* Cells;

    /// <summary>How many.</summary>
    public int Count;

    /// <summary>The number of real cells: lanes of the padding behind them never spike.</summary>
    public int Size;

    /// <summary>The first cell that may have a value that is not finite, or -1.</summary>
    public int NotFinite;

    /// <summary>The first cell with a value that is not finite and may have been written over, or -1.</summary>
    public int OverwrittenCell;

    /// <summary>Which value that was, among the plan's <see cref="KernelPlan.Overwritten"/>.</summary>
    public int OverwrittenValue;

    /// <summary>Takes the lanes that spiked and those that are not finite of the vector that begins at <paramref name="first"/>. Called rarely.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Append(long sink, int first, ulong spiked, ulong notFinite)
    {
        var target = (SpikeSink*)sink;
        for (; spiked != 0; spiked &= spiked - 1)
        {
            int cell = first + BitOperations.TrailingZeroCount(spiked);
            if (cell < target->Size)
            {
                target->Cells[target->Count++] = cell;
            }
        }

        if (notFinite != 0 && target->NotFinite < 0)
        {
            int cell = first + BitOperations.TrailingZeroCount(notFinite);
            target->NotFinite = cell < target->Size ? cell : -1;
        }
    }

    /// <summary>Takes the lanes in which a value that may be written over is not finite. Called rarely.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Overwritten(long sink, int first, ulong notFinite, int value)
    {
        var target = (SpikeSink*)sink;
        int cell = first + BitOperations.TrailingZeroCount(notFinite);
        if (notFinite != 0 && cell < target->Size && (target->OverwrittenCell < 0 || cell < target->OverwrittenCell))
        {
            (target->OverwrittenCell, target->OverwrittenValue) = (cell, value);
        }
    }
}
