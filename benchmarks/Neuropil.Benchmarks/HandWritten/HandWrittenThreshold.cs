using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>How a step of integrate-and-fire cells ends, written by hand: those that are held keep V, and those at the threshold spike and are held.</summary>
/// <param name="Threshold">V from which on a cell spikes.</param>
/// <param name="Reset">V after a spike.</param>
/// <param name="RefractorySteps">Steps for which a cell is held.</param>
internal readonly record struct HandWrittenThreshold(double Threshold, double Reset, double RefractorySteps)
{
    /// <summary>Ends the step of a vector of cells, and lists those that spike.</summary>
    /// <param name="cell">The first cell.</param>
    /// <param name="v">V of all cells.</param>
    /// <param name="held">Steps for which each is still held.</param>
    /// <param name="old">V before the step.</param>
    /// <param name="free">V after it, were no cell held.</param>
    /// <param name="spikes">Takes the cells that spike.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(int cell, double[] v, double[] held, Vector512<double> old, Vector512<double> free, List<int> spikes)
    {
        var left = Vector512.LoadUnsafe(ref held[cell]);
        var next = Vector512.ConditionalSelect(Vector512.GreaterThan(left, Vector512<double>.Zero), old, free);
        var isSpike = Vector512.GreaterThanOrEqual(next, Vector512.Create(Threshold));
        Vector512.ConditionalSelect(isSpike, Vector512.Create(Reset), next).StoreUnsafe(ref v[cell]);
        left = Vector512.Max(left - Vector512.Create(1.0), Vector512<double>.Zero);
        Vector512.ConditionalSelect(isSpike, Vector512.Create(RefractorySteps), left).StoreUnsafe(ref held[cell]);
        for (ulong bits = isSpike.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            spikes.Add(cell + BitOperations.TrailingZeroCount(bits));
        }
    }
}
