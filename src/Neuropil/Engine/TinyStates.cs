using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuropil.Compiler;

namespace Neuropil.Engine;

/// <summary>
/// Sets what is left of receptor states long after their last spike to zero. An exponential decay would otherwise end among the subnormal
/// numbers, on which processors are slow (1.5 times the whole kernel, measured). This happens at fixed steps, so that every backend, width and
/// thread count sees the same values.
/// </summary>
/// <remarks>
/// The limits lie so far above the subnormal numbers (1e-308, 1e-38) that no state reaches them between two sweeps while it decays by less
/// than 20 e-folds; and so far below what any current can show (1e-25 nS) that nothing is lost.
/// </remarks>
internal sealed unsafe class TinyStates
{
    private const int StepsBetweenSweeps = 128;
    private const double SmallestDouble = 1e-200; // in kernel units
    private const float SmallestSingle = 1e-25f;

    private readonly StateBlock block;
    private readonly int[] columns;

    public TinyStates(StateBlock block)
    {
        this.block = block;
        columns = block.Equations.States
            .Where(state => state.Phase == UpdatePhase.Receptor)
            .Select(state => block.Plan.IndexOf(ColumnKind.State, state.Symbol.Name))
            .ToArray();
    }

    /// <summary>Sweeps the cells of a range if it is time to, at the end of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sweep(long stepsDone, int begin, int end)
    {
        if (stepsDone % StepsBetweenSweeps != 0)
        {
            return;
        }

        foreach (int column in columns)
        {
            if (block.IsSingle)
            {
                Sweep((float*)block.ColumnAddress[column], begin, end);
            }
            else
            {
                Sweep((double*)block.ColumnAddress[column], begin, end);
            }
        }
    }

    // Ranges are of whole vectors (StateBlock.Granularity).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(float* values, int begin, int end)
    {
        var smallest = Vector512.Create(SmallestSingle);
        for (int cell = begin; cell < end; cell += Vector512<float>.Count)
        {
            var value = Vector512.Load(values + cell);
            Vector512.AndNot(value, Vector512.LessThan(Vector512.Abs(value), smallest)).Store(values + cell);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(double* values, int begin, int end)
    {
        var smallest = Vector512.Create(SmallestDouble);
        for (int cell = begin; cell < end; cell += Vector512<double>.Count)
        {
            var value = Vector512.Load(values + cell);
            Vector512.AndNot(value, Vector512.LessThan(Vector512.Abs(value), smallest)).Store(values + cell);
        }
    }
}
