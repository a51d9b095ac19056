using System.Runtime.CompilerServices;

namespace Neuropil.Engine;

/// <summary>
/// A number of a synapse, of which the sum over a projection tells one wiring from another. A sum has no order, so that ranks add what each has.
/// </summary>
internal static class SynapseHash
{
    /// <summary>The number of a synapse.</summary>
    /// <param name="source">The source, within its slice.</param>
    /// <param name="target">The target, within its slice.</param>
    /// <param name="delay">The delay in steps.</param>
    /// <param name="weight">The bits of the weight, or 0 where all have the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(int source, int target, int delay, uint weight)
    {
        // Two halves are spread by odd constants, and what they make by the last steps of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
        ulong pair = ((((ulong)(uint)source << 32) | (uint)target) + 1) * 0x9E3779B97F4A7C15UL;
        ulong rest = (((ulong)(uint)delay << 32) | weight) * 0xD1B54A32D192ED03UL;
        ulong mixed = pair ^ (rest >> 29) ^ rest;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        return mixed ^ (mixed >> 31);
    }
}
