using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>A matrix of weights, a row for each target: every target takes from every source.</summary>
internal sealed class DenseCoupling(float[] weights, int sources) : CouplingEdges
{
    public override long Bytes => weights.Length * (long)sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Add<T>(T* outputs, T* arrivals, int begin, int end)
    {
        fixed (float* all = weights)
        {
            for (int target = begin; target < end; target++)
            {
                float* row = all + ((long)target * sources);
                var lanes = Vector512<double>.Zero;
                int source = 0;
                for (; source + Vector512<double>.Count <= sources; source += Vector512<double>.Count)
                {
                    lanes += LoadEight(row + source) * LoadEight(outputs + source);
                }

                double rest = 0;
                for (; source < sources; source++)
                {
                    rest += row[source] * Widen(outputs[source]);
                }

                AddTo(arrivals + target, LaneSum.Of(lanes) + rest);
            }
        }
    }
}
