using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Neuropil.Engine;

/// <summary>The sum of eight lanes in one order, halves onto halves, so that the bits are the same on every machine.</summary>
internal static class LaneSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
