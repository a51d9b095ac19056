using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// The row that comes next, which lies anywhere in memory: it is asked for, a little at a time, while the present one is worked on. It is as long as this
/// one, more or less.
/// </summary>
internal readonly unsafe struct NextRow(int* targets, double* values)
{
    /// <summary>Asks for the targets of the synapses from <paramref name="i"/> on, sixteen to a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AskTargets(int i)
    {
        if (Sse.IsSupported && targets != null)
        {
            Sse.Prefetch0(targets + i);
        }
    }

    /// <summary>Asks for the values of the synapses from <paramref name="i"/> on, eight to a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AskValues(int i)
    {
        if (Sse.IsSupported && values != null)
        {
            Sse.Prefetch0(values + i);
        }
    }
}
