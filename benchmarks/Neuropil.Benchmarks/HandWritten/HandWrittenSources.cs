using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Benchmarks;

/// <summary>
/// Poisson trains of many cells, written by hand for one thread: the time of each cell's next spike, moved on by -ln(1 - u) of the base library with a
/// generator whose numbers follow from those before.
/// </summary>
internal sealed class HandWrittenSources
{
    private readonly double[] next;
    private readonly double stepsPerSpike;
    private readonly int[] spikes = new int[1 << 20];
    private ulong state = 88172645463325252;
    private int step;

    /// <summary>Of so many cells, a multiple of eight, and the mean of a cell's spikes in a step.</summary>
    public HandWrittenSources(int cells, double mean)
    {
        (next, stepsPerSpike) = (new double[cells], 1 / mean);
        for (int i = 0; i < cells; i++)
        {
            next[i] = Interval();
        }
    }

    /// <summary>Advances, and says how many spikes there were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(int steps)
    {
        long total = 0;
        for (int end = step + steps; step < end; step++)
        {
            int count = 0;
            var until = Vector512.Create(step + 1.0);
            for (int i = 0; i < next.Length; i += Vector512<double>.Count)
            {
                for (ulong bits = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref next[i]), until).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    int cell = i + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    while (next[cell] <= step + 1)
                    {
                        spikes[count++] = cell;
                        next[cell] += Interval();
                    }
                }
            }

            total += count;
        }

        return total;
    }

    private double Interval()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return stepsPerSpike * -Math.Log(1 - ((state >> 11) * (1.0 / (1UL << 53))));
    }
}
