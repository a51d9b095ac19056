using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>Every target takes from every source with one weight: one sum for all, less a target's own where it does not take from itself.</summary>
/// <param name="weight">The weight, in kernel units.</param>
/// <param name="sources">The number of sources.</param>
/// <param name="own">What to add to a target's number to have its number among the sources, or null where nothing is to be left out.</param>
internal sealed class HomogeneousCoupling(float weight, int sources, int? own) : CouplingEdges
{
    public override long Bytes => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void Add<T>(T* outputs, T* arrivals, int begin, int end)
    {
        double total = Total(outputs);
        for (int target = begin; target < end; target++)
        {
            bool isSource = own is { } shift && target + shift >= 0 && target + shift < sources;
            AddTo(arrivals + target, weight * (isSource ? total - Widen(outputs[target + own!.Value]) : total));
        }
    }

    private unsafe double Total<T>(T* outputs)
        where T : unmanaged
    {
        var lanes = Vector512<double>.Zero;
        int source = 0;
        for (; source + Vector512<double>.Count <= sources; source += Vector512<double>.Count)
        {
            lanes += LoadEight(outputs + source);
        }

        double rest = 0;
        for (; source < sources; source++)
        {
            rest += Widen(outputs[source]);
        }

        return LaneSum.Of(lanes) + rest;
    }
}
