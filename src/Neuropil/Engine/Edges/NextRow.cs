using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Neuropil.Engine;

/// <summary>
/// The row that comes next, which lies anywhere in memory: it is asked for, a little at a time, while the present one is worked on. It is as long as this
/// one, more or less. Up to four columns are asked for; of fewer, one stands more than once, which costs next to nothing.
/// </summary>
internal readonly unsafe struct NextRow
{
    private readonly int* targets;
    private readonly double* first;
    private readonly double* second;
    private readonly double* third;
    private readonly double* fourth;

    /// <summary>The row whose targets stand from one place on, and whose values stand in columns from the synapse <paramref name="begin"/> on.</summary>
    public NextRow(int* targets, double*[] columns, long begin)
    {
        this.targets = targets;
        if (columns.Length > 0)
        {
            first = columns[0] + begin;
            second = columns.Length > 1 ? columns[1] + begin : first;
            third = columns.Length > 2 ? columns[2] + begin : first;
            fourth = columns.Length > 3 ? columns[3] + begin : first;
        }
    }

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
        if (Sse.IsSupported && first != null)
        {
            Sse.Prefetch0(first + i);
            Sse.Prefetch0(second + i);
            Sse.Prefetch0(third + i);
            Sse.Prefetch0(fourth + i);
        }
    }
}
