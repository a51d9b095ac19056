using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>Compressed rows: the sources of target t are <c>sources[rowStart[t] .. rowStart[t + 1]]</c>, with one weight for all or one for each.</summary>
internal sealed class SparseCoupling(long[] rowStart, int[] sources, float[]? weights, float weight) : CouplingEdges
{
    public override long Bytes
        => (rowStart.Length * (long)sizeof(long)) + (sources.Length * (long)sizeof(int)) + ((weights?.Length ?? 0) * (long)sizeof(float));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Add<T>(T* outputs, T* arrivals, int begin, int end)
    {
        for (int target = begin; target < end; target++)
        {
            AddTo(arrivals + target, weights is null ? weight * Sum(outputs, target) : WeightedSum(outputs, target));
        }
    }

    /// <summary>
    /// The same where each pair counts as much as the levels of its ends say: <paramref name="downhill"/> where the source's is the larger, else
    /// <paramref name="uphill"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void AddOpen<T>(T* outputs, T* sourceLevels, T* targetLevels, double downhill, double uphill, T* arrivals, int begin, int end)
        where T : unmanaged
    {
        for (int target = begin; target < end; target++)
        {
            double level = Widen(targetLevels[target]);
            double sum = 0;
            for (long i = rowStart[target]; i < rowStart[target + 1]; i++)
            {
                int source = sources[i];
                double open = Widen(sourceLevels[source]) > level ? downhill : uphill;
                sum += open * (weights is null ? weight : weights[i]) * Widen(outputs[source]);
            }

            AddTo(arrivals + target, sum);
        }
    }

    // Four sums side by side: one addition has to wait for the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe double Sum<T>(T* outputs, int target)
        where T : unmanaged
    {
        var row = sources.AsSpan((int)rowStart[target], (int)(rowStart[target + 1] - rowStart[target]));
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= row.Length; i += 4)
        {
            a += Widen(outputs[row[i]]);
            b += Widen(outputs[row[i + 1]]);
            c += Widen(outputs[row[i + 2]]);
            d += Widen(outputs[row[i + 3]]);
        }

        for (; i < row.Length; i++)
        {
            a += Widen(outputs[row[i]]);
        }

        return (a + b) + (c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe double WeightedSum<T>(T* outputs, int target)
        where T : unmanaged
    {
        int length = (int)(rowStart[target + 1] - rowStart[target]);
        var row = sources.AsSpan((int)rowStart[target], length);
        var rowWeights = weights.AsSpan((int)rowStart[target], length);
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= row.Length; i += 4)
        {
            a += rowWeights[i] * Widen(outputs[row[i]]);
            b += rowWeights[i + 1] * Widen(outputs[row[i + 1]]);
            c += rowWeights[i + 2] * Widen(outputs[row[i + 2]]);
            d += rowWeights[i + 3] * Widen(outputs[row[i + 3]]);
        }

        for (; i < row.Length; i++)
        {
            a += rowWeights[i] * Widen(outputs[row[i]]);
        }

        return (a + b) + (c + d);
    }
}
